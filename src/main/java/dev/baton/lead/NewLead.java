package dev.baton.lead;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one shape that every source of leads is brought into (LI-06).
 *
 * @param externalRef how the source itself calls this lead; the same source and reference is the same lead
 * @param sourceMeta where it came from in the source's own terms: form, inquiry, address, landing page (LI-08)
 */
public record NewLead(
        String name,
        String phone,
        String source,
        String intent,
        Instant nextFollowUpAt,
        @Nullable String company,
        @Nullable String email,
        @Nullable String region,
        @Nullable String industry,
        @Nullable String companySize,
        @Nullable String externalRef,
        Map<String, String> utm,
        Map<String, String> sourceMeta) {}
