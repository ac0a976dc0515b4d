package dev.baton.approval.question;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.ApprovalNotices;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.AuditedApproval;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Messages;
import dev.baton.shared.Ids;
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

    static final String ASKED = "question.asked";

    private static final int LONGEST = 1_000;

    private final Approvals file;
    private final AuditedApproval audit;
    private final ApprovalNotices notices;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final Messages messages;
    private final Staff staff;
    private final Clock clock;

    AskingColleague(
            Approvals file,
            AuditedApproval audit,
            ApprovalNotices notices,
            TimeLimits limits,
            Deadlines deadlines,
            Messages messages,
            Staff staff,
            Clock clock) {
        this.file = file;
        this.audit = audit;
        this.notices = notices;
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
        if (!approval.open()) {
            throw Refusal.conflict(
                    "approval-decided", Map.of("outcome", approval.outcome().name()));
        }
        if (approval.kind() != ApprovalKind.CONTRACT) {
            throw Refusal.conflict("question-not-here", Map.of());
        }
        if (!approval.hasVoice(caller.id())) {
            throw Refusal.conflict("not-a-voter", Map.of());
        }
        if (file.questions(approvalId).stream()
                .anyMatch(one -> one.answer() == null && one.askedTo().equals(colleague.id()))) {
            throw Refusal.conflict("question-open", Map.of("name", colleague.name()));
        }
        var now = clock.instant();
        var question = new Approvals.Question(
                Ids.next(),
                approvalId,
                caller.id(),
                colleague.id(),
                said,
                now,
                limits.due(TimeLimits.Limit.QUESTION, now),
                null,
                null,
                null);
        file.ask(question);
        deadlines.open(question.id(), 1, Map.of(ApprovalDeadlines.QUESTION, question.dueAt()));
        messages.publish(
                ASKED,
                approvalId.toString(),
                question.id().toString(),
                Map.of(
                        "questionId", question.id(),
                        "askedTo", colleague.id(),
                        "answerDueAt", question.dueAt()));
        notices.tell(
                approval,
                colleague.id(),
                ApprovalNotices.Node.QUESTION,
                question.id().toString(),
                caller.name(),
                question.dueAt());
        audit.record(
                approval, "approval.asked", caller.id(), Map.of(), Map.of("askedTo", colleague.name(), "text", said));
        return question.id();
    }
}
