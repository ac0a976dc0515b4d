package dev.baton.opportunity;

import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.stage.OpenTask;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.workbench.AnsweringTask;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks for a deal to move: the same as completing the open task of its stage, for there is one door. What is missing is
 * said at once, to everybody in the same words, also while the task is on its way.
 */
@Component
public class MovingDeal {

    private final Deals deals;
    private final Gate gate;
    private final OpenTask openTask;
    private final AnsweringTask answering;
    private final ObjectProvider<ApprovalsOfDeal> approvals;
    private final TransactionTemplate transaction;

    MovingDeal(
            Deals deals,
            Gate gate,
            OpenTask openTask,
            AnsweringTask answering,
            ObjectProvider<ApprovalsOfDeal> approvals,
            TransactionTemplate transaction) {
        this.deals = deals;
        this.gate = gate;
        this.openTask = openTask;
        this.answering = answering;
        this.approvals = approvals;
        this.transaction = transaction;
    }

    /** Must not run inside a transaction: the decision commits first, then the engine hears of it. */
    @Transactional(propagation = Propagation.NEVER)
    public void move(DealId id, MoveRequest wish, Caller caller) {
        var deal = deals.get(id);
        if (deal.state() != DealState.OPEN) {
            throw Refusal.conflict("deal-closed", Map.of("state", deal.state().name()));
        }
        var decision = gate.decide(deal, wish);
        if (!decision.passed()) {
            throw Gate.refusal(decision.missing());
        }
        var task = openTask.of(id);
        if (task.isPresent()) {
            answering.answerFor(task.get().id(), Map.of("decision", wish), caller);
            return;
        }
        if (!approvalRuns(id)) {
            throw Refusal.conflict("deal-on-its-way", Map.of());
        }
        if (decision.move() != Move.RETURN) {
            throw Refusal.conflict("approval-running", Map.of());
        }
        transaction.executeWithoutResult(
                status -> approvals.forEach(known -> known.withdraw(id.value(), caller.id(), wish.given())));
    }

    private boolean approvalRuns(DealId id) {
        return approvals.stream()
                .flatMap(known -> known.of(id.value()).stream())
                .anyMatch(approval -> approval.outcome() == ApprovalsOfDeal.Outcome.OPEN);
    }
}
