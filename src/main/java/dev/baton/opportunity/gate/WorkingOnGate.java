package dev.baton.opportunity.gate;

import dev.baton.engine.Deadlines;
import dev.baton.evidence.Evidence;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a rep does while the deal stands in a stage: confirms conditions, does what is on the list, ticks a sub-state. */
@Component
public class WorkingOnGate {

    private final Deals deals;
    private final StagePolicy policy;
    private final Gate gate;
    private final GateFacts facts;
    private final Evidence evidence;
    private final Deadlines deadlines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WorkingOnGate(
            Deals deals,
            StagePolicy policy,
            Gate gate,
            GateFacts facts,
            Evidence evidence,
            Deadlines deadlines,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.policy = policy;
        this.gate = gate;
        this.facts = facts;
        this.evidence = evidence;
        this.deadlines = deadlines;
        this.events = events;
        this.clock = clock;
    }

    /** @param evidenceId which file proves it, where a file does; absent for the newest that may be relied on */
    @Transactional
    public void confirm(DealId id, String code, boolean met, @Nullable UUID evidenceId, Caller caller) {
        var deal = deals.change(id);
        var stage = present(deal);
        var condition = stage.condition(code)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "code",
                        Map.of(
                                "field",
                                "code",
                                "value",
                                code,
                                "allowed",
                                stage.conditions().stream()
                                        .map(Stage.Condition::code)
                                        .toList())));
        if (evidenceId != null && !proves(id, stage, condition, evidenceId)) {
            throw Refusal.invalid(
                    "evidence-does-not-prove", "evidenceId", Map.of("field", "evidenceId", "condition", code));
        }
        var now = clock.instant();
        var before = facts.said(id.value(), stage.key()).get(code);
        facts.say(id.value(), stage.key(), code, met, evidenceId, caller.id(), now);
        gate.note(deal);
        events.publishEvent(new DealEvent.ConditionSaid(
                deal, now, caller, stage.key(), code, before == null ? null : before.met(), met));
    }

    @Transactional
    public void done(DealId id, String key, Caller caller) {
        var deal = deals.change(id);
        var stage = present(deal);
        var action = stage.action(key)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "key",
                        Map.of(
                                "field",
                                "key",
                                "value",
                                key,
                                "allowed",
                                stage.actions().stream().map(Stage.Action::key).toList())));
        mustBeDoneBy(deal, stage, action);
        var now = clock.instant();
        if (facts.doIt(id.value(), stage.key(), action, caller.id(), now)) {
            gate.note(deal);
            events.publishEvent(new DealEvent.ActionDone(deal, now, caller, stage.key(), key, action.writes()));
        }
    }

    /** A click does nothing that a paper or a file has to do. */
    private void mustBeDoneBy(Deal deal, Stage stage, Stage.Action action) {
        if (action.needsPaper() && !facts.isWritten(deal.getId(), stage.key(), action.target())) {
            throw Refusal.conflict("action-needs-paper", Map.of("action", action.key()));
        }
        if (action.needsFile()
                && gate.look(deal).actions().stream()
                        .noneMatch(state -> state.action().equals(action) && state.doneAt() != null)) {
            throw Refusal.conflict("action-needs-file", Map.of("action", action.key()));
        }
    }

    /** Ticks exactly one sub-state; the one that is ticked already goes on standing. */
    @Transactional
    public void tick(DealId id, @Nullable String substate, Caller caller) {
        var deal = deals.change(id);
        var stage = present(deal);
        var keys = stage.substates().stream().map(Stage.Substate::key).toList();
        if (substate == null || !keys.contains(substate)) {
            throw Refusal.invalid(
                    "invalid-enum",
                    "substate",
                    Map.of("field", "substate", "value", String.valueOf(substate), "allowed", keys));
        }
        if (substate.equals(deal.substate())) {
            return;
        }
        var now = clock.instant();
        var before = deal.substate();
        deadlines.close(id.value(), deal.substateRound(), DealDeadlines.OF_A_SUBSTATE);
        deal.tick(substate, now);
        events.publishEvent(new DealEvent.SubstateTicked(deal, now, caller, stage.key(), before, substate));
    }

    private boolean proves(DealId id, Stage stage, Stage.Condition condition, UUID evidenceId) {
        return condition.provedByFile()
                && evidence.of(Gate.RECORD_KIND, id.value()).stream()
                        .anyMatch(piece -> piece.id().equals(evidenceId)
                                && piece.stage().equals(stage.key())
                                && piece.kind().equals(condition.evidence())
                                && !piece.deleted());
    }

    private Stage present(Deal deal) {
        var stage = deal.stage();
        if (stage == null || deal.state() != DealState.OPEN) {
            throw Refusal.conflict(
                    stage == null ? "deal-not-started" : "deal-closed",
                    Map.of("state", deal.state().name()));
        }
        return policy.stage(stage);
    }
}
