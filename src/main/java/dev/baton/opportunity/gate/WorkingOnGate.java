package dev.baton.opportunity.gate;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Messages;
import dev.baton.evidence.Evidence;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.Substates;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a rep does while the deal stands in a stage: confirms conditions, does what is on the list, ticks a sub-state. */
@Component
public class WorkingOnGate {

    private final Deals deals;
    private final StagePolicy policy;
    private final Gate gate;
    private final GateFacts facts;
    private final Substates substates;
    private final Evidence evidence;
    private final Deadlines deadlines;
    private final Messages messages;
    private final DealTimeline timeline;
    private final AuditTrail audit;
    private final Clock clock;

    WorkingOnGate(
            Deals deals,
            StagePolicy policy,
            Gate gate,
            GateFacts facts,
            Substates substates,
            Evidence evidence,
            Deadlines deadlines,
            Messages messages,
            DealTimeline timeline,
            AuditTrail audit,
            Clock clock) {
        this.deals = deals;
        this.policy = policy;
        this.gate = gate;
        this.facts = facts;
        this.substates = substates;
        this.evidence = evidence;
        this.deadlines = deadlines;
        this.messages = messages;
        this.timeline = timeline;
        this.audit = audit;
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
        deal.missing(gate.look(deal).missing().size());
        timeline.add(id, now, met ? "CONDITION_MET" : "CONDITION_OPEN", caller.id(), Map.of("condition", code));
        audit(
                deal,
                caller,
                "deal.condition",
                before == null ? Map.of() : Map.of("stage", stage.key(), "condition", code, "met", before.met()),
                Map.of("stage", stage.key(), "condition", code, "met", met));
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
        var now = clock.instant();
        if (facts.doIt(id.value(), stage.key(), action, caller.id(), now)) {
            deal.missing(gate.look(deal).missing().size());
            timeline.add(id, now, "ACTION_DONE", caller.id(), Map.of("action", key, "written", action.writes()));
            audit(
                    deal,
                    caller,
                    "deal.action",
                    Map.of(),
                    Map.of("stage", stage.key(), "action", key, "written", action.writes()));
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
        var before = new HashMap<String, @Nullable Object>();
        before.put("stage", stage.key());
        before.put("substate", deal.substate());
        deadlines.close(id.value(), deal.substateRound(), DealDeadlines.OF_A_SUBSTATE);
        var round = deal.tick(substate, now);
        substates.begin(deal, now, caller.id());
        timeline.add(id, now, "SUBSTATE_TICKED", caller.id(), Map.of("substate", substate));
        audit(deal, caller, "deal.substate", before, Map.of("stage", stage.key(), "substate", substate));
        messages.publish("substate.changed", id.toString(), "substate.changed:" + id + ":" + round, Map.of());
    }

    private void audit(Deal deal, Caller caller, String action, Map<String, ?> before, Map<String, ?> after) {
        audit.record(AuditTrail.Entry.by(
                caller, Gate.RECORD_KIND, deal.getId(), action, before, after, deal.region(), deal.owner()));
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
