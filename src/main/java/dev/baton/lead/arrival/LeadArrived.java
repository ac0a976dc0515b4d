package dev.baton.lead.arrival;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead came in; published in the transaction that stores it.
 *
 * @param phone in E.164
 */
public record LeadArrived(
        UUID lead,
        String name,
        @Nullable String company,
        String phone,
        @Nullable String email,
        String source,
        @Nullable String region,
        @Nullable String industry,
        Instant receivedAt) {}
