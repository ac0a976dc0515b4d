package dev.baton.opportunity.stage;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a deal that stands too long out of the performance figures and tells the rep and the superior; the next stage
 * that it enters takes it back in (SG-09).
 */
@Component
public class FreezingDeal implements DeadlineAction {

    private final Deals deals;
    private final Deadlines deadlines;
    private final DealNotices notices;
    private final DealTimeline timeline;
    private final Clock clock;

    FreezingDeal(Deals deals, Deadlines deadlines, DealNotices notices, DealTimeline timeline, Clock clock) {
        this.deals = deals;
        this.deadlines = deadlines;
        this.notices = notices;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return DealDeadlines.FREEZE;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var deal = deals.change(new DealId(recordId));
        if (deadlines.act(recordId, round, kind(), actor) && deal.stageRound() == round) {
            deal.suspend();
            timeline.add(deal.dealId(), clock.instant(), "FROZEN", null, Map.of("stage", String.valueOf(deal.stage())));
            notices.tellBoth(deal, round, DealNotices.Node.FROZEN, deal.freezeAt());
        }
    }
}
