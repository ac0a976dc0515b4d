package dev.baton.approval.file;

import dev.baton.staff.PersonId;
import org.jspecify.annotations.Nullable;

/** What happened to an approval: heard in the same transaction, by the audit trail and by those who tell people. */
public sealed interface ApprovalEvent {

    Approval approval();

    record Opened(Approval approval) implements ApprovalEvent {}

    record VoteWanted(Approval approval, ApprovalStep step, ApprovalSeat seat) implements ApprovalEvent {}

    record Voted(Approval approval, ApprovalStep step, ApprovalSeat seat) implements ApprovalEvent {}

    /** @param name of whoever had the place {@code before} */
    record Reseated(Approval approval, ApprovalStep step, ApprovalSeat seat, PersonId before, String name)
            implements ApprovalEvent {}

    record Decided(Approval approval) implements ApprovalEvent {}

    /** @param by absent where the process acted */
    record Withdrawn(Approval approval, @Nullable PersonId by) implements ApprovalEvent {}

    record Asked(Approval approval, ApprovalQuestion question) implements ApprovalEvent {}

    record Answered(Approval approval, ApprovalQuestion question) implements ApprovalEvent {}

    record Nudged(Approval approval, ApprovalQuestion question) implements ApprovalEvent {}

    /** The approval was decided before whoever was asked had answered: the task is taken back. */
    record QuestionDropped(Approval approval, ApprovalQuestion question) implements ApprovalEvent {}

    record Called(Approval approval, ApprovalCall call) implements ApprovalEvent {}

    record CallAnswered(Approval approval, ApprovalCall call) implements ApprovalEvent {}
}
