package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.Chain;
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
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Calls the next level of the ladder to a contract that is not decided although three have worked on it (SW-04). */
@Component
public class ClimbingLadder implements DeadlineAction {

    static final String PARTY = "next-level";

    /** Who looks after it now, and until when. */
    public record Climbed(PersonId overseer, String overseerGroup, Instant overseeDueAt) {}

    private final Approvals file;
    private final CallingParty calling;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final Clock clock;

    ClimbingLadder(Approvals file, CallingParty calling, TimeLimits limits, Deadlines deadlines, Clock clock) {
        this.file = file;
        this.calling = calling;
        this.limits = limits;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Climbed climb(long instance) {
        var approval = file.held(instance);
        deadlines.act(approval.id(), 1, kind(), Deadlines.Actor.TIMER);
        var call = callNextLevel(approval);
        call.giveTask();
        return new Climbed(call.person(), call.group(), call.dueAt());
    }

    @Override
    public String kind() {
        return ApprovalDeadlines.CLIMB;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var approval = file.hold(recordId).orElseThrow();
        if (deadlines.act(recordId, round, kind(), actor) && approval.open()) {
            callNextLevel(approval);
        }
    }

    @Override
    public Optional<Behind> behind(UUID recordId) {
        return calling.behind(recordId, CallKind.NEXT_LEVEL, ContractApproval.Elements.CLIMB_LADDER);
    }

    private ApprovalCall callNextLevel(Approval approval) {
        var call = calling.call(
                approval,
                CallKind.NEXT_LEVEL,
                PARTY,
                calling.nextLevel(approval),
                limits.due(TimeLimits.Limit.TICKET, clock.instant()));
        approval.notice(Chain.CLIMBED);
        return call;
    }
}
