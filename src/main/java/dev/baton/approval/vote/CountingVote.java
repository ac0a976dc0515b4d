package dev.baton.approval.vote;

import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.Inbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks behind a completed task for the vote on file: without one the task comes back, whatever it was completed with
 * (B6-03). As soon as a step is decided, the tasks of those who have not voted leave the inbox.
 */
@Component
public class CountingVote {

    /** @param stepDecided whether the others are not needed any more */
    public record Counted(boolean voted, boolean stepDecided) {}

    private final Approvals file;
    private final Inbox inbox;

    CountingVote(Approvals file, Inbox inbox) {
        this.file = file;
        this.inbox = inbox;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Counted count(long instance, @Nullable String seatId) {
        var approval = file.held(instance);
        if (!approval.open()) {
            return new Counted(true, true);
        }
        var step = seatId == null ? null : approval.stepOfSeat(seatId).orElse(null);
        if (step == null) {
            // Somebody has overwritten the variable: who is awaited is called anew.
            return new Counted(true, false);
        }
        var voted = step.seats().stream()
                .filter(seat -> seat.id().toString().equals(seatId))
                .anyMatch(seat -> seat.vote() != null);
        var decided = step.ballot() != ApprovalsOfDeal.StepState.OPEN;
        if (decided) {
            inbox.withdraw(approval.dealId(), List.of(ApprovalElements.voteOf(approval.kind())));
        }
        return new Counted(voted || decided, decided);
    }
}
