package dev.baton.lead.board;

import dev.baton.lead.LeadId;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows managers the first contacts that are owed to their people's leads, overdue, kept or missed. */
@Component
public class ShowingWindows {

    /** Counts of first contacts that are owed, overdue, were made in time, or came too late or from nobody. */
    @Schema(name = "LeadWindowCounts")
    public record Counts(long due, long breached, long met, long late) {}

    /** A line of the window board. */
    @Schema(name = "LeadWindow")
    public record Window(
            LeadId leadId,
            String name,
            @Nullable Owner owner,
            String source,
            @Nullable String region,
            Instant startedAt,
            Instant dueAt,
            @Nullable Instant openedAt,
            @Nullable Instant firstTouchAt,
            String state,
            boolean needsCollaboration) {}

    private final WindowQueries queries;

    ShowingWindows(WindowQueries queries) {
        this.queries = queries;
    }

    /** Windows of the caller's people: open ones now, ended ones of the last 24 hours; each counted up to 10,000. */
    public Counts counts(Caller caller, @Nullable String region) {
        return queries.counts(caller, region);
    }

    /** @param state {@code due}, {@code breached}, {@code met} or {@code late} */
    public List<Window> page(Caller caller, String state, @Nullable String region, int page) {
        return queries.page(caller, state, region, page);
    }
}
