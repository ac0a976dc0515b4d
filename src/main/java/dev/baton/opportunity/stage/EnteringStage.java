package dev.baton.opportunity.stage;

import dev.baton.engine.Deadlines;
import dev.baton.engine.ForcedStep;
import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.OpportunityStages;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes a deal into a stage: the one place that writes it. The clocks of the stage start, the freeze ends (SG-09). */
@Component
public class EnteringStage {

    /** The round names this stay in the stage; its deadlines carry it. */
    public record Entered(int stageRound, Instant stageDueAt, Instant freezeAt, DealFacts facts) {}

    private final Deals deals;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final Gate gate;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EnteringStage(
            Deals deals,
            StagePolicy policy,
            DwellPolicy dwell,
            Gate gate,
            Deadlines deadlines,
            Inbox inbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.policy = policy;
        this.dwell = dwell;
        this.gate = gate;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.events = events;
        this.clock = clock;
    }

    /** @throws ForcedStep when no gate has let the deal through: the step becomes an incident that says so */
    @Transactional(propagation = Propagation.MANDATORY)
    public Entered enter(DealId id, String key) {
        var deal = deals.change(id);
        var stage = policy.stage(key);
        var now = clock.instant();
        var from = deal.stage();
        var stood = from == null ? null : deal.dwell(now);
        mustBeTheFirst(deal, stage);
        deadlines.close(id.value(), deal.round());
        var pass = deal.enter(
                key,
                now,
                dwell.due(DwellPolicy.Limit.STAGE, key, "", now),
                dwell.due(DwellPolicy.Limit.FREEZE, key, "", now),
                stage.substates().getFirst().key());
        if (pass.kind() == Move.ADVANCE || pass.kind() == Move.JUMP) {
            gate.mustBeApprovedBefore(deal, stage);
        }
        if (pass.kind() == Move.RETURN || pass.kind() == Move.REPAIR) {
            gate.forgetFrom(deal, stage);
        }
        if (pass.kind() == Move.REPAIR) {
            inbox.withdraw(id.value(), tasksOf(id));
        }
        deadlines.open(
                id.value(),
                deal.stageRound(),
                Map.of(DealDeadlines.STAGE, due(deal.dueAt()), DealDeadlines.FREEZE, due(deal.freezeAt())));
        gate.note(deal);
        events.publishEvent(new DealEvent.Entered(deal, now, from, key, pass, stood));
        return new Entered(deal.stageRound(), due(deal.dueAt()), due(deal.freezeAt()), DealFacts.of(deal));
    }

    private void mustBeTheFirst(Deal deal, Stage stage) {
        if (deal.stage() == null
                && !stage.key().equals(policy.stages().getFirst().key())) {
            throw new ForcedStep("deal " + deal.dealId() + " begins at its first stage and not in " + stage.key());
        }
    }

    private List<String> tasksOf(DealId id) {
        return inbox.openOf(id.value()).stream()
                .filter(task -> task.processId().equals(OpportunityStages.PROCESS))
                .map(Inbox.Task::elementId)
                .filter(element -> !element.equals(OpportunityStages.Tasks.PICK_BLOCKER))
                .toList();
    }

    private static Instant due(@Nullable Instant at) {
        if (at == null) {
            throw new IllegalStateException("a stage has its limits");
        }
        return at;
    }
}
