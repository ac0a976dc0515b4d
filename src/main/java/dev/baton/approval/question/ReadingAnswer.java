package dev.baton.approval.question;

import dev.baton.approval.file.Approvals;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads from the record whether a colleague has answered, whatever the completed task says. */
@Component
public class ReadingAnswer {

    private final Approvals file;

    ReadingAnswer(Approvals file) {
        this.file = file;
    }

    /** Whether the answer to a question is on file, for the step behind the colleague's task. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean answered(UUID questionId) {
        return !file.isUnanswered(questionId);
    }
}
