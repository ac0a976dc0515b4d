package dev.baton.lead.board;

import dev.baton.lead.LeadId;
import dev.baton.staff.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the leads that somebody may claim. */
@Component
public class ListingPool {

    /** A lead that may be claimed, with what one should know before the first call (LA-15). */
    public record Entry(
            LeadId id,
            String name,
            @Nullable String company,
            @Nullable String region,
            String source,
            String intent,
            @Nullable String industry,
            @Nullable String companySize,
            String phoneMasked,
            @Nullable String lastSummary,
            long contacts,
            Instant receivedAt) {}

    private final PoolQueries queries;

    ListingPool(PoolQueries queries) {
        this.queries = queries;
    }

    public List<Entry> of(Caller caller) {
        return queries.pool(caller);
    }
}
