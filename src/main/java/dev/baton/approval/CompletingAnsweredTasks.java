package dev.baton.approval;

import dev.baton.approval.file.ApprovalElements;
import dev.baton.engine.Inbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Completes tasks whose vote or answer is on file: it was given before the task came, or the application ended between
 * the two. So no vote is lost, and none is asked for twice.
 */
@Component
public class CompletingAnsweredTasks {

    private static final Logger LOG = LoggerFactory.getLogger(CompletingAnsweredTasks.class);

    private record Open(UUID id, UUID assignee) {}

    private final JdbcClient jdbc;
    private final Inbox inbox;

    CompletingAnsweredTasks(JdbcClient jdbc, Inbox inbox) {
        this.jdbc = jdbc;
        this.inbox = inbox;
    }

    public void hear() {
        for (var task : answered()) {
            inbox.complete(
                    task.id(),
                    task.assignee(),
                    Map.of(ApprovalTasks.COMPLETED_BY, task.assignee().toString()));
        }
    }

    private List<Open> answered() {
        return jdbc.sql("""
                        select t.id, t.assignee from user_task t
                            join approval a on a.process_instance_key = t.process_instance_key
                            join approval_step s on s.approval_id = a.id
                            join approval_seat v on v.step_id = s.id and v.person_id = t.assignee
                        where t.state = 'OPEN' and t.element_id in (:votes) and v.vote is not null and s.state = 'OPEN'
                        union
                        select t.id, t.assignee from user_task t
                            join approval a on a.process_instance_key = t.process_instance_key
                            join approval_question q on q.approval_id = a.id and q.asked_to = t.assignee
                        where t.state = 'OPEN' and t.element_id = :question and q.answer is not null
                          and not exists (select 1 from approval_question other
                                          where other.approval_id = a.id and other.asked_to = t.assignee
                                            and other.answer is null)
                        limit 100""")
                .param("votes", ApprovalElements.VOTES)
                .param("question", ApprovalElements.ANSWER_QUESTION)
                .query(Open.class)
                .list();
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
