package dev.baton.lead;

import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead has a new owner, or none and waits in the pool; published in the transaction of the change.
 *
 * @param right by which it went there: {@code RULE}, {@code FALLBACK}, {@code CLAIM}, {@code TRANSFER}, {@code
 *     REALLOCATE}, {@code ENTERED} or {@code POOL}
 * @param by whose deed it was; null where it was the tables'
 */
public record LeadMoved(
        LeadId lead,
        int round,
        String right,
        @Nullable PersonId owner,
        @Nullable PersonId by,
        Instant at,
        Routed routed) {

    /** Where the tables had sent the lead, what they had been asked, and the instance that did so. */
    public record Routed(
            @Nullable String regionRoute,
            @Nullable String businessLine,
            @Nullable Map<String, Object> sizeRoute,
            @Nullable List<Map<String, Object>> routingSteps,
            @Nullable String region,
            @Nullable String source,
            @Nullable String industry,
            @Nullable String companySize,
            long processInstanceKey,
            long processDefinitionKey,
            int processVersion) {

        /** For a lead that no table has routed. */
        public static Routed byNothing(long processInstanceKey) {
            return new Routed(null, null, null, null, null, null, null, null, processInstanceKey, 0, 0);
        }
    }
}
