package dev.baton.opportunity.stage;

import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Substates;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the sub-state follow what runs: while people vote it is what the table names for that, and what was ticked before
 * holds again when the approval came to nothing.
 */
@Component
public class FollowingApproval {

    private final StagePolicy policy;
    private final Substates substates;
    private final Deadlines deadlines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FollowingApproval(
            StagePolicy policy,
            Substates substates,
            Deadlines deadlines,
            ApplicationEventPublisher events,
            Clock clock) {
        this.policy = policy;
        this.substates = substates;
        this.deadlines = deadlines;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.GatePassed passed) {
        if (passed.pass().awaits() != null) {
            begin(passed.deal());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.ApprovalRead read) {
        if (read.deal().pass() == null) {
            end(read.deal());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.StartedAgain started) {
        end(started.deal());
    }

    private void begin(Deal deal) {
        var key = deal.stage();
        if (key != null) {
            policy.stage(key).duringApproval().ifPresent(substate -> tick(deal, substate.key()));
        }
    }

    private void end(Deal deal) {
        var key = deal.stage();
        if (key == null || deal.state() != DealState.OPEN) {
            return;
        }
        var stage = policy.stage(key);
        stage.duringApproval()
                .map(Stage.Substate::key)
                .filter(substate -> substate.equals(deal.substate()))
                .ifPresent(substate -> tick(
                        deal,
                        substates
                                .before(deal, substate)
                                .orElse(stage.substates().getFirst().key())));
    }

    private void tick(Deal deal, String substate) {
        if (!substate.equals(deal.substate())) {
            var now = clock.instant();
            deadlines.close(deal.getId(), deal.substateRound(), DealDeadlines.OF_A_SUBSTATE);
            deal.tick(substate, now);
            events.publishEvent(new DealEvent.SubstateFollowed(deal, now));
        }
    }
}
