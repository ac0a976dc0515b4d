package dev.baton.lead.board;

import dev.baton.lead.LeadId;
import dev.baton.lead.board.WaitingLeadQueries.Within;
import dev.baton.lead.file.LeadScope;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leads that somebody should look at, and why: they wait for an owner, or nobody has touched them for 48 hours. */
@Component
public class WaitingLeads {

    /**
     * Leads of the caller's scope that somebody should look at, and why; the oldest 200 of each kind.
     *
     * @param queued received ones whose process waits for its turn, because more came than can be worked on at once
     * @param oldestSince since when the oldest received one waits; null where none does
     * @param muted open leads whose owner has switched the reminders off (LR-05)
     */
    @Schema(name = "StalledLeads")
    public record Waiting(
            long received,
            long held,
            long stuck,
            long queued,
            @Nullable Instant oldestSince,
            long untouched48h,
            long muted,
            List<Item> items,
            List<Alarm> alarms) {}

    /**
     * One such lead.
     *
     * @param answerBy until when a received one should be answered, by the promise of its source
     */
    @Schema(name = "StalledLead")
    public record Item(
            LeadId leadId,
            String name,
            String state,
            Instant since,
            @Nullable Instant answerBy,
            @Nullable String elementId,
            @Nullable String reason,
            @Nullable Owner owner) {}

    /** Leads arrive and none is given to anybody. */
    @Schema(name = "AllocationAlarm")
    public record Alarm(
            String code,
            Instant since,
            int waiting,
            @Nullable String elementId) {}

    private final WaitingLeadQueries queries;
    private final AllocationAlarms alarms;
    private final LeadScope scope;

    WaitingLeads(WaitingLeadQueries queries, AllocationAlarms alarms, LeadScope scope) {
        this.queries = queries;
        this.alarms = alarms;
        this.scope = scope;
    }

    public Waiting of(Caller caller) {
        return waiting(caller.seesEverything(), caller.region());
    }

    /** @param region only leads of this region, and received ones of none; null for all */
    Waiting of(@Nullable String region) {
        return waiting(region == null, region);
    }

    private Waiting waiting(boolean all, @Nullable String region) {
        var within = new Within(all, region, all || region == null ? List.of() : List.of(scope.peopleOf(region)));
        var received = queries.received(within);
        var items = new ArrayList<>(received);
        items.addAll(queries.untouched(within));
        return new Waiting(
                queries.countReceived(within),
                queries.countHeld(within),
                received.stream().filter(item -> item.state().equals("stuck")).count(),
                queries.countQueued(within),
                queries.oldestReceived(within).orElse(null),
                queries.countUntouched(within),
                queries.countMuted(within),
                items,
                alarms.findOpen().map(AllocationAlarm::shown).map(List::of).orElse(List.of()));
    }
}
