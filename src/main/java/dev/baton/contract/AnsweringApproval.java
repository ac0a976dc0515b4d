package dev.baton.contract;

import dev.baton.engine.Inbox;
import dev.baton.staff.Caller;
import dev.baton.workbench.AnsweringTask;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Votes and answers from the page of an approval: the same as completing the task in the inbox, for there is one door.
 * Where the task is not there yet, the word is put on file and the task completed as soon as it comes.
 */
@Component
public class AnsweringApproval {

    private final ShowingApproval showing;
    private final CastingVote casting;
    private final AnsweringColleague answeringColleague;
    private final Inbox inbox;
    private final AnsweringTask answering;

    AnsweringApproval(
            ShowingApproval showing,
            CastingVote casting,
            AnsweringColleague answeringColleague,
            Inbox inbox,
            AnsweringTask answering) {
        this.showing = showing;
        this.casting = casting;
        this.answeringColleague = answeringColleague;
        this.inbox = inbox;
        this.answering = answering;
    }

    /** Must not run inside a transaction: the vote commits first, then the engine hears of it. */
    @Transactional(propagation = Propagation.NEVER)
    public void vote(Caller caller, UUID approvalId, @Nullable String vote, @Nullable String comment) {
        var approval = showing.require(caller, approvalId);
        var task = approval.open() ? taskOf(approval, caller, ApprovalTasks.VOTES) : Optional.<UUID>empty();
        if (task.isPresent()) {
            var said = new HashMap<String, Object>();
            said.put("vote", vote);
            said.put("comment", comment);
            answering.answerFor(task.get(), said, caller);
        } else {
            casting.cast(approvalId, caller.id(), vote, comment);
        }
    }

    @Transactional(propagation = Propagation.NEVER)
    public void answer(Caller caller, UUID approvalId, UUID questionId, @Nullable String text) {
        var approval = showing.require(caller, approvalId);
        // The question decides whose it is; the task is only how the process hears of the answer.
        answeringColleague.answer(approvalId, questionId, caller.id(), text);
        taskOf(approval, caller, Set.of(ApprovalTasks.ANSWER_QUESTION))
                .ifPresent(task -> inbox.complete(
                        task,
                        caller.id().value(),
                        Map.of(ApprovalTasks.COMPLETED_BY, caller.id().toString())));
    }

    private Optional<UUID> taskOf(Approval approval, Caller caller, Set<String> elements) {
        return inbox.openOf(approval.dealId()).stream()
                .filter(task -> task.processInstanceKey() == approval.instance()
                        && elements.contains(task.elementId())
                        && caller.id().value().equals(task.assignee()))
                .map(Inbox.Task::id)
                .findFirst();
    }
}
