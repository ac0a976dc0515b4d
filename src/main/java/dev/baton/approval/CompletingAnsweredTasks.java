package dev.baton.approval;

import dev.baton.approval.file.AnswersOnFile;
import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.ContractApproval;
import dev.baton.engine.Inbox;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Completes tasks whose vote or answer is on file: it was given before the task came, or the application ended between
 * the two. So no vote is lost, and none is asked for twice.
 */
@Component
public class CompletingAnsweredTasks {

    private static final Logger LOG = LoggerFactory.getLogger(CompletingAnsweredTasks.class);

    private final AnswersOnFile onFile;
    private final Inbox inbox;

    CompletingAnsweredTasks(AnswersOnFile onFile, Inbox inbox) {
        this.onFile = onFile;
        this.inbox = inbox;
    }

    public void hear() {
        var said = Set.copyOf(onFile.said());
        var deals = said.stream().map(AnswersOnFile.Said::dealId).collect(Collectors.toSet());
        for (var task : inbox.openOf(deals)) {
            var assignee = task.assignee();
            if (assignee != null && isSaid(said, task, assignee)) {
                inbox.complete(task.id(), assignee, Map.of(ApprovalTasks.COMPLETED_BY, assignee.toString()));
            }
        }
    }

    private static boolean isSaid(Set<AnswersOnFile.Said> said, Inbox.Task task, UUID assignee) {
        var vote = ApprovalElements.VOTES.contains(task.elementId());
        return (vote || task.elementId().equals(ContractApproval.Tasks.ANSWER_QUESTION))
                && said.contains(new AnswersOnFile.Said(task.recordId(), task.processInstanceKey(), assignee, vote));
    }

    /** Where the engine is spoken to. */
    @Component
    @ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
    static class Regularly {

        private final CompletingAnsweredTasks hearing;

        Regularly(CompletingAnsweredTasks hearing) {
            this.hearing = hearing;
        }

        @Scheduled(fixedDelayString = "${baton.approvals.hear-every:5s}")
        void hear() {
            try {
                hearing.hear();
            } catch (RuntimeException e) {
                LOG.info("Votes are heard again later: {}", e.getMessage());
            }
        }
    }
}
