package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.AuditedApproval;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what somebody has done about a contract that waited too long. */
@Component
public class AnsweringCall {

    private static final int LONGEST = 2_000;

    private final Approvals file;
    private final AuditedApproval audit;
    private final Clock clock;

    AnsweringCall(Approvals file, AuditedApproval audit, Clock clock) {
        this.file = file;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void answer(UUID approvalId, CallKind kind, PersonId by, @Nullable String note) {
        var said = RequiredText.required(note, "note", LONGEST);
        var approval = file.hold(approvalId).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        var open = file.calls(approvalId).stream()
                .filter(call -> call.kind() == kind && call.answeredAt() == null)
                .toList();
        // The task may have gone to somebody else with the deal: then it is the one that is left.
        var call = open.stream()
                .filter(one -> one.person().equals(by))
                .findFirst()
                .or(() -> open.stream().findFirst())
                .orElseThrow(() -> Refusal.conflict("question-answered", Map.of()));
        file.answerCall(call.id(), said, by, clock.instant());
        audit.record(
                approval,
                "approval.call-answered",
                by,
                Map.of(),
                Map.of("call", kind.name(), "party", call.party(), "answer", said));
    }
}
