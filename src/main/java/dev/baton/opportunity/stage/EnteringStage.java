package dev.baton.opportunity.stage;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.engine.Messages;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.Substates;
import dev.baton.opportunity.deal.Transitions;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.gate.GateFacts;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.policy.StageTables;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final GateFacts facts;
    private final Transitions transitions;
    private final Substates substates;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final Messages messages;
    private final DealTimeline timeline;
    private final AuditTrail audit;
    private final Staff staff;
    private final Clock clock;

    EnteringStage(
            Deals deals,
            StagePolicy policy,
            DwellPolicy dwell,
            Gate gate,
            GateFacts facts,
            Transitions transitions,
            Substates substates,
            Deadlines deadlines,
            Inbox inbox,
            Messages messages,
            DealTimeline timeline,
            AuditTrail audit,
            Staff staff,
            Clock clock) {
        this.deals = deals;
        this.policy = policy;
        this.dwell = dwell;
        this.gate = gate;
        this.facts = facts;
        this.transitions = transitions;
        this.substates = substates;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.messages = messages;
        this.timeline = timeline;
        this.audit = audit;
        this.staff = staff;
        this.clock = clock;
    }

    /** @throws IllegalStateException when no gate has let the deal through: the step becomes an incident that says so */
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
            goBackBehind(deal, stage);
        }
        if (pass.kind() == Move.REPAIR) {
            inbox.withdraw(id.value(), tasksOf(id));
        }
        transitions.add(deal, now, from, key, pass, stood);
        substates.begin(deal, now, pass.by());
        deadlines.open(
                id.value(),
                deal.stageRound(),
                Map.of(DealDeadlines.STAGE, due(deal.dueAt()), DealDeadlines.FREEZE, due(deal.freezeAt())));
        deal.missing(gate.look(deal).missing().size());
        tell(deal, from, key, pass, now);
        // Starts the clock of the new sub-state; the process waits for it in its second track.
        messages.publish(
                "substate.changed", id.toString(), "substate.changed:" + id + ":" + deal.substateRound(), Map.of());
        return new Entered(deal.stageRound(), due(deal.dueAt()), due(deal.freezeAt()), DealFacts.of(deal));
    }

    private void mustBeTheFirst(Deal deal, Stage stage) {
        if (deal.stage() == null
                && !stage.key().equals(policy.stages().getFirst().key())) {
            throw new IllegalStateException(
                    "deal " + deal.dealId() + " begins at its first stage and not in " + stage.key());
        }
    }

    /** What was ticked and approved from here on has to be ticked and approved again. */
    private void goBackBehind(Deal deal, Stage stage) {
        var from = policy.stages().stream()
                .filter(other -> other.order() >= stage.order())
                .toList();
        facts.forgetTicks(deal.getId(), from.stream().map(Stage::key).toList());
        deal.forgetApprovals(
                from.stream().filter(Stage::needsApproval).map(Stage::approval).toList());
    }

    private List<String> tasksOf(DealId id) {
        return inbox.openOf(id.value()).stream()
                .filter(task -> task.processId().equals(StageTables.PROCESS))
                .map(Inbox.Task::elementId)
                .filter(element -> !element.equals(DealTasks.PICK_BLOCKER))
                .toList();
    }

    private void tell(Deal deal, @Nullable String from, String to, Deal.Pass pass, Instant at) {
        var detail = new HashMap<String, Object>();
        detail.put("kind", pass.kind().name());
        detail.put("stage", to);
        if (from != null) {
            detail.put("from", from);
        }
        if (pass.reason() != null) {
            detail.put("reason", pass.reason());
        }
        timeline.add(deal.dealId(), at, "STAGE_ENTERED", pass.by(), detail);
        audit.record(new AuditTrail.Entry(
                Gate.RECORD_KIND,
                deal.getId(),
                "deal.moved",
                pass.by(),
                name(pass.by()),
                from == null ? Map.of() : Map.of("stage", from),
                detail,
                deal.region(),
                deal.owner()));
    }

    private String name(@Nullable PersonId person) {
        return person == null ? "process" : staff.find(person).map(Person::name).orElse("?");
    }

    private static Instant due(@Nullable Instant at) {
        if (at == null) {
            throw new IllegalStateException("a stage has its limits");
        }
        return at;
    }
}
