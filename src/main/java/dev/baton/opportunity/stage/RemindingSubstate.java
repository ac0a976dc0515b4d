package dev.baton.opportunity.stage;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.Substates;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the rep and the superior that a sub-state stands too long (SW-02), and asks why (SW-03). */
@Component
public class RemindingSubstate implements DeadlineAction {

    private final Deals deals;
    private final Deadlines deadlines;
    private final Substates substates;
    private final DealNotices notices;
    private final Clock clock;

    RemindingSubstate(Deals deals, Deadlines deadlines, Substates substates, DealNotices notices, Clock clock) {
        this.deals = deals;
        this.deadlines = deadlines;
        this.substates = substates;
        this.notices = notices;
        this.clock = clock;
    }

    /** True while the sub-state of that round still stands: then somebody has to say why. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remind(DealId id, int round, Deadlines.Actor actor) {
        var deal = deals.change(id);
        var first = deadlines.act(id.value(), round, kind(), actor);
        if (deal.substateRound() != round || deal.state() != DealState.OPEN || round == 0) {
            return false;
        }
        if (first) {
            notices.tellBoth(deal, round, DealNotices.Node.SUBSTATE_STANDS, deal.substateSince());
            substates.ask(deal, clock.instant());
            deal.askForBlocker(true);
        }
        return true;
    }

    @Override
    public String kind() {
        return DealDeadlines.SUBSTATE;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        remind(new DealId(recordId), round, actor);
    }
}
