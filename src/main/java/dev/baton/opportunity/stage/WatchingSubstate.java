package dev.baton.opportunity.stage;

import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.DwellPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says until when the present sub-state may stand (SW-02). */
@Component
public class WatchingSubstate {

    public record Watched(int substateRound, Instant substateDueAt) {}

    private final Deals deals;
    private final DwellPolicy dwell;
    private final Deadlines deadlines;
    private final Clock clock;

    WatchingSubstate(Deals deals, DwellPolicy dwell, Deadlines deadlines, Clock clock) {
        this.deals = deals;
        this.dwell = dwell;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Watched watch(DealId id) {
        var deal = deals.change(id);
        var from = deal.substateWatchedFrom();
        var stage = deal.stage();
        var substate = deal.substate();
        if (from == null || stage == null || substate == null) {
            // The first stage has not been entered yet; entering it wakes this track again.
            return new Watched(0, dwell.due(DwellPolicy.Limit.SUBSTATE, "", "", clock.instant()));
        }
        var due = dwell.due(DwellPolicy.Limit.SUBSTATE, stage, substate, from);
        deadlines.open(id.value(), deal.substateRound(), Map.of(DealDeadlines.SUBSTATE, due));
        return new Watched(deal.substateRound(), due);
    }
}
