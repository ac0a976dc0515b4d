package dev.baton.approval.question;

import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ContractApproval;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Messages;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks a colleague on behalf of an approver; the colleague gets a task, and the vote can wait for the answer (SW-14). */
@Component
public class AskingColleague {

    private static final int LONGEST = 1_000;

    private final Approvals file;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final Messages messages;
    private final Staff staff;
    private final Clock clock;

    AskingColleague(
            Approvals file, TimeLimits limits, Deadlines deadlines, Messages messages, Staff staff, Clock clock) {
        this.file = file;
        this.limits = limits;
        this.deadlines = deadlines;
        this.messages = messages;
        this.staff = staff;
        this.clock = clock;
    }

    @Transactional
    public UUID ask(UUID approvalId, Caller caller, @Nullable UUID to, @Nullable String text) {
        if (to == null) {
            throw Refusal.invalid("missing-field", "to", Map.of("field", "to"));
        }
        var said = RequiredText.required(text, "text", LONGEST);
        var colleague = staff.find(new PersonId(to))
                .filter(Person::active)
                .filter(person -> !person.id().equals(caller.id()))
                .orElseThrow(() -> Refusal.invalid("person-unknown", "to", Map.of("field", "to", "value", to)));
        var approval = file.hold(approvalId).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        var now = clock.instant();
        var due = limits.due(TimeLimits.Limit.QUESTION, now);
        var question = approval.ask(caller.id(), colleague.id(), colleague.name(), said, now, due);
        file.save(approval);
        deadlines.open(question.id(), 1, Map.of(ApprovalDeadlines.QUESTION, due));
        messages.publish(
                ContractApproval.Messages.QUESTION_ASKED,
                approvalId.toString(),
                question.id().toString(),
                Map.of("questionId", question.id(), "askedTo", colleague.id(), "answerDueAt", due));
        return question.id();
    }
}
