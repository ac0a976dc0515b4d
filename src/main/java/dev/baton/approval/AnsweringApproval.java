package dev.baton.approval;

import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.ContractApproval;
import dev.baton.approval.question.AnsweringColleague;
import dev.baton.approval.question.AskingColleague;
import dev.baton.approval.vote.CastingVote;
import dev.baton.engine.Inbox;
import dev.baton.staff.Caller;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Votes and answers from the page of an approval: the same acts as in the inbox. The word on file decides; the task is
 * only how the process hears of it, and where it is not there yet it is completed as soon as it comes.
 */
@Component
public class AnsweringApproval {

    private final ShowingApproval showing;
    private final CastingVote casting;
    private final AskingColleague asking;
    private final AnsweringColleague answeringColleague;
    private final Inbox inbox;

    AnsweringApproval(
            ShowingApproval showing,
            CastingVote casting,
            AskingColleague asking,
            AnsweringColleague answeringColleague,
            Inbox inbox) {
        this.showing = showing;
        this.casting = casting;
        this.asking = asking;
        this.answeringColleague = answeringColleague;
        this.inbox = inbox;
    }

    /** Must not run inside a transaction: the vote commits first, then the engine hears of it. */
    @Transactional(propagation = Propagation.NEVER)
    public void vote(Caller caller, UUID approvalId, @Nullable String vote, @Nullable String comment) {
        var approval = showing.require(caller, approvalId);
        casting.cast(approvalId, caller.id(), vote, comment);
        complete(approval, caller, ApprovalElements.VOTES);
    }

    public UUID ask(Caller caller, UUID approvalId, @Nullable UUID to, @Nullable String text) {
        showing.require(caller, approvalId);
        return asking.ask(approvalId, caller, to, text);
    }

    @Transactional(propagation = Propagation.NEVER)
    public void answer(Caller caller, UUID approvalId, UUID questionId, @Nullable String text) {
        var approval = showing.require(caller, approvalId);
        answeringColleague.answer(approvalId, questionId, caller.id(), text);
        complete(approval, caller, Set.of(ContractApproval.Tasks.ANSWER_QUESTION));
    }

    private void complete(Approval approval, Caller caller, Set<String> elements) {
        inbox.openOf(approval.dealId()).stream()
                .filter(task -> task.processInstanceKey() == approval.instance()
                        && elements.contains(task.elementId())
                        && caller.id().value().equals(task.assignee()))
                .forEach(task -> inbox.complete(
                        task.id(),
                        caller.id().value(),
                        Map.of(ApprovalTasks.COMPLETED_BY, caller.id().toString())));
    }
}
