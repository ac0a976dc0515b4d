package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalCall;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ContractApproval;
import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Calls sales, legal and finance together for a contract that has taken too long: each of them once (SW-04). */
@Component
public class CallingCollaboration implements DeadlineAction {

    static final String SALES = "sales";

    /** One of the three. */
    public record Collaborator(String party, PersonId personId, String taskGroup) {}

    /** @param nextLevelAt when the next level is called, if the contract is not decided by then */
    public record Called(List<Collaborator> collaborators, Instant nextLevelAt) {}

    private final Approvals file;
    private final CallingParty calling;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final Clock clock;

    CallingCollaboration(Approvals file, CallingParty calling, TimeLimits limits, Deadlines deadlines, Clock clock) {
        this.file = file;
        this.calling = calling;
        this.limits = limits;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Called call(long instance) {
        var approval = file.held(instance);
        deadlines.act(approval.id(), 1, kind(), Deadlines.Actor.TIMER);
        var calls = callThree(approval);
        calls.forEach(ApprovalCall::giveTask);
        return new Called(
                calls.stream()
                        .map(call -> new Collaborator(call.party(), call.person(), call.group()))
                        .toList(),
                calls.getFirst().dueAt());
    }

    @Override
    public String kind() {
        return ApprovalDeadlines.OVERDUE;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var approval = file.hold(recordId).orElseThrow();
        if (deadlines.act(recordId, round, kind(), actor) && approval.open()) {
            callThree(approval);
        }
    }

    @Override
    public Optional<Behind> behind(UUID recordId) {
        return calling.behind(recordId, CallKind.COLLABORATION, ContractApproval.Elements.CALL_COLLABORATION);
    }

    private List<ApprovalCall> callThree(Approval approval) {
        var due = limits.due(TimeLimits.Limit.CLIMB, clock.instant());
        var kind = CallKind.COLLABORATION;
        var calls = List.of(
                calling.call(approval, kind, SALES, calling.salesOf(approval), due),
                calling.call(approval, kind, "legal", calling.named("legal", approval), due),
                calling.call(approval, kind, "finance", calling.named("finance", approval), due));
        // Whoever called first has set the date.
        deadlines.open(
                approval.id(),
                1,
                Map.of(ApprovalDeadlines.CLIMB, calls.getFirst().dueAt()));
        return calls;
    }
}
