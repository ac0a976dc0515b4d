package dev.baton.opportunity.gate;

import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.Deal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Knows who answered the task before a step, and what: from the door that the answer came in by. What was completed at the
 * engine was completed by nobody, whatever name it carries (AC-04).
 */
@Component
public class AnswersToTasks {

    private final Inbox inbox;

    AnswersToTasks(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Each answer is given out once: a task that comes after it has its own, or none. */
    public Optional<Inbox.Answer> take(Deal deal, long processInstance, String task) {
        return inbox.newestAnswer(deal.getId(), processInstance, task)
                .filter(answer -> deal.takeAnswer(answer.taskId()));
    }
}
