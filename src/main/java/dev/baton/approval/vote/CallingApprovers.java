package dev.baton.approval.vote;

import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.Deadlines;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes on in the chain as far as the votes on file allow, and says whose votes come next; the decision is written here
 * and nowhere else.
 */
@Component
public class CallingApprovers {

    /** One vote that is awaited. */
    public record Seat(UUID seatId, PersonId personId, String taskGroup) {}

    /** @param stepDueAt when the step is over its time; null when decided */
    public record Called(
            boolean decided,
            List<Seat> seats,
            int stepNo,
            @Nullable Instant stepDueAt) {}

    private static final Called DECIDED = new Called(true, List.of(), 0, null);

    private final Approvals file;
    private final ReplacingApprover replacing;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final Clock clock;

    CallingApprovers(Approvals file, ReplacingApprover replacing, TimeLimits limits, Deadlines deadlines, Clock clock) {
        this.file = file;
        this.replacing = replacing;
        this.limits = limits;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Called call(long instance) {
        var approval = file.held(instance);
        var called = approval.open() ? goOn(approval) : DECIDED;
        file.save(approval);
        return called;
    }

    private Called goOn(Approval approval) {
        for (var step : approval.steps()) {
            switch (step.state()) {
                case SKIPPED, APPROVED -> {}
                case DECLINED -> {
                    return declined(approval, step);
                }
                case WAITING -> {
                    return begin(approval, step);
                }
                case OPEN -> {
                    if (step.ballot() == ApprovalsOfDeal.StepState.OPEN) {
                        return turn(approval, step);
                    }
                    approval.endStep(step, clock.instant());
                    deadlines.close(approval.id(), step.no(), List.of(ApprovalDeadlines.STEP));
                    if (step.state() == ApprovalsOfDeal.StepState.DECLINED) {
                        return declined(approval, step);
                    }
                }
            }
        }
        approval.approve(clock.instant());
        return DECIDED;
    }

    /** Whoever has left or is absent by now is replaced before anybody is asked. */
    private Called begin(Approval approval, ApprovalStep waiting) {
        replacing.replace(approval, waiting);
        var now = clock.instant();
        var due = limits.workingHours(now, waiting.hours());
        var step = approval.begin(waiting.no(), now, due);
        deadlines.open(approval.id(), step.no(), Map.of(ApprovalDeadlines.STEP, due));
        return turn(approval, step);
    }

    private Called turn(Approval approval, ApprovalStep step) {
        return new Called(
                false,
                approval.callTurn(step, clock.instant()).stream()
                        .map(seat -> new Seat(seat.id(), seat.person(), seat.group()))
                        .toList(),
                step.no(),
                step.dueAt());
    }

    private Called declined(Approval approval, ApprovalStep step) {
        approval.decline(step, clock.instant());
        return DECIDED;
    }
}
