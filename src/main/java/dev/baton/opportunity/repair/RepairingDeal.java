package dev.baton.opportunity.repair;

import dev.baton.engine.Inbox;
import dev.baton.engine.Messages;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.policy.OpportunityStages;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.repair.Repair.Decision;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what somebody confirmed about a stuck deal and tells the deal's own process of it, which moves it (SG-11). What
 * was said is read from the inbox and not from the process: a task completed past it has said nothing.
 */
@Component
public class RepairingDeal {

    /** What a person says: {@code stays}, {@code return} with the stage, or {@code lost}; and why. */
    record Said(Decision decision, @Nullable String toStage, String reason) {}

    private static final int LONGEST_REASON = 1_000;

    private final Repairs repairs;
    private final Deals deals;
    private final StagePolicy policy;
    private final Inbox inbox;
    private final Messages messages;
    private final Clock clock;

    RepairingDeal(Repairs repairs, Deals deals, StagePolicy policy, Inbox inbox, Messages messages, Clock clock) {
        this.repairs = repairs;
        this.deals = deals;
        this.policy = policy;
        this.inbox = inbox;
        this.messages = messages;
        this.clock = clock;
    }

    /** False when nobody has said anything that can be done: the question comes again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean repair(UUID itemId, long processInstance) {
        var item = repairs.findById(itemId).orElseThrow(() -> new IllegalStateException("no deal to repair " + itemId));
        if (item.decision() != null) {
            return true;
        }
        var answer = inbox.newestAnswer(itemId, processInstance, StuckDealsDiagram.Tasks.CONFIRM_STATE)
                .orElse(null);
        if (answer == null) {
            return false;
        }
        Said said;
        try {
            said = read(item, answer.variables());
        } catch (Refusal unusable) {
            return false;
        }
        decide(item, said, new PersonId(answer.by()));
        return true;
    }

    private void decide(Repair item, Said said, PersonId by) {
        var deal = deals.change(new DealId(item.dealId()));
        var stands = deal.state() == DealState.OPEN && deal.stageRound() == item.stageRound();
        item.decide(said, by, stands, clock.instant());
        repairs.save(item);
        if (item.outcome() == Repair.Outcome.SENT) {
            // The key names this very stay: told late, it touches no other.
            messages.publish(
                    OpportunityStages.Messages.REPAIRED,
                    deal.dealId() + ":" + item.stageRound(),
                    OpportunityStages.Messages.REPAIRED + ":" + item.id(),
                    Map.of());
        }
    }

    /** Refuses what cannot be done; forwards there is no repair, only the gate. */
    Said read(Repair item, Map<String, Object> given) {
        var said = given.get("repair") instanceof Map<?, ?> group ? group : given;
        var wanted = MoveRequest.word(said, "decision");
        var decision = decision(wanted);
        var reason = MoveRequest.word(said, "reason");
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("missing-field", "reason", Map.of("field", "reason"));
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.invalid("too-long", "reason", Map.of("field", "reason", "max", LONGEST_REASON));
        }
        return new Said(
                decision,
                decision == Decision.RETURN ? earlier(item, MoveRequest.word(said, "toStage")) : null,
                reason.strip());
    }

    private static Decision decision(@Nullable String wanted) {
        if ("advance".equals(wanted)) {
            throw Refusal.conflict("repair-not-forward", Map.of());
        }
        for (var one : Decision.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return one;
            }
        }
        throw Refusal.invalid(
                "invalid-enum",
                "decision",
                Map.of(
                        "field",
                        "decision",
                        "value",
                        String.valueOf(wanted),
                        "allowed",
                        List.of("stays", "return", "lost")));
    }

    private String earlier(Repair item, @Nullable String wanted) {
        var order = policy.stage(item.stage()).order();
        var target = policy.stages().stream()
                .filter(stage -> stage.key().equals(wanted))
                .findFirst();
        if (target.isPresent() && target.get().order() > order) {
            throw Refusal.conflict("repair-not-forward", Map.of());
        }
        return target.filter(stage -> stage.order() < order)
                .map(Stage::key)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "toStage",
                        Map.of(
                                "field",
                                "toStage",
                                "value",
                                String.valueOf(wanted),
                                "allowed",
                                policy.stages().stream()
                                        .filter(stage -> stage.order() < order)
                                        .map(Stage::key)
                                        .toList())));
    }
}
