package dev.baton.approval.question;

import dev.baton.approval.file.ApprovalNotices;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.AuditedApproval;
import dev.baton.engine.Deadlines;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a colleague's answer on file and tells whoever asked. */
@Component
public class AnsweringColleague {

    static final int LONGEST = 2_000;

    private final Approvals file;
    private final AuditedApproval audit;
    private final ApprovalNotices notices;
    private final Deadlines deadlines;
    private final Staff staff;
    private final Clock clock;

    AnsweringColleague(
            Approvals file,
            AuditedApproval audit,
            ApprovalNotices notices,
            Deadlines deadlines,
            Staff staff,
            Clock clock) {
        this.file = file;
        this.audit = audit;
        this.notices = notices;
        this.deadlines = deadlines;
        this.staff = staff;
        this.clock = clock;
    }

    @Transactional
    public void answer(UUID approvalId, UUID questionId, PersonId by, @Nullable String text) {
        var said = RequiredText.required(text, "text", LONGEST);
        var approval = file.hold(approvalId).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        var question = file.question(questionId)
                .filter(one -> one.approvalId().equals(approvalId))
                .orElseThrow(() -> Refusal.notFound("question-not-found"));
        if (!question.askedTo().equals(by)) {
            throw Refusal.forbidden("not-allowed");
        }
        if (question.answer() != null) {
            throw Refusal.conflict("question-answered", Map.of());
        }
        file.answer(questionId, said, clock.instant());
        deadlines.close(questionId, 1);
        notices.tell(
                approval,
                question.askedBy(),
                ApprovalNotices.Node.ANSWERED,
                questionId.toString(),
                staff.find(by).map(Person::name).orElse("?"),
                null);
        audit.record(approval, "approval.answered", by, Map.of(), Map.of("text", question.text(), "answer", said));
    }
}
