package dev.baton.opportunity.demo;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.stage.FreezingDeal;
import dev.baton.opportunity.stage.RemindingStage;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a deal of the demonstration have stood for days, so that there is something to see of limits and stuck deals. */
@Component
@Profile("local")
class AgeingDemoDeal {

    private final Deals deals;
    private final RemindingStage reminding;
    private final FreezingDeal freezing;
    private final Inbox inbox;
    private final Clock clock;

    AgeingDemoDeal(Deals deals, RemindingStage reminding, FreezingDeal freezing, Inbox inbox, Clock clock) {
        this.deals = deals;
        this.reminding = reminding;
        this.freezing = freezing;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** What its timers would have done by now is done at once; in the engine they come later and find it done. */
    @Transactional
    public void age(DealId id, Duration by) {
        var deal = deals.change(id);
        deal.age(by);
        inbox.moveDue(id.value(), by.negated());
        var now = clock.instant();
        var due = deal.dueAt();
        if (due != null && due.isBefore(now)) {
            reminding.act(id.value(), deal.stageRound(), Deadlines.Actor.TIMER);
        }
        var freezes = deal.freezeAt();
        if (freezes != null && freezes.isBefore(now)) {
            freezing.act(id.value(), deal.stageRound(), Deadlines.Actor.TIMER);
        }
    }
}
