package dev.baton.opportunity.stage;

import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.StandingOfApprovals;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the work on a deal: won behind the last gate, or lost with a reason. */
@Component
public class ClosingDeal {

    private final Deals deals;
    private final Deadlines deadlines;
    private final StandingOfApprovals standing;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClosingDeal(
            Deals deals,
            Deadlines deadlines,
            StandingOfApprovals standing,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.deadlines = deadlines;
        this.standing = standing;
        this.events = events;
        this.clock = clock;
    }

    /** @throws dev.baton.engine.ForcedStep when no gate has let the deal through to this end */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(DealId id, DealState as) {
        var deal = deals.change(id);
        var now = clock.instant();
        var from = String.valueOf(deal.stage());
        var stood = deal.dwell(now);
        var pass = deal.close(as, now);
        if (as == DealState.WON) {
            standing.mustAllStand(deal);
        }
        deadlines.close(id.value(), deal.round());
        if (as == DealState.LOST) {
            standing.withdraw(deal, pass.by(), pass.reason() == null ? "" : pass.reason());
        }
        events.publishEvent(new DealEvent.Closed(deal, now, from, pass, stood));
    }
}
