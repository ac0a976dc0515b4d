package dev.baton.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a person reports of a conversation with a lead.
 *
 * @param outcome {@code follow-up}, {@code qualified}, {@code lost} or {@code pool}
 */
public record Contact(
        @Nullable String summary,
        @Nullable String outcome,
        @Nullable String intent,

        @JsonDeserialize(using = MomentOfForm.class) @Nullable
        Instant nextFollowUpAt,

        @Nullable String lostReason) {}
