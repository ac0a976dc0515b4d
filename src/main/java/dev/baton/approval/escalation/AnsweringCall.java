package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.file.Approvals;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what somebody has done about a contract that waited too long. */
@Component
public class AnsweringCall {

    private static final int LONGEST = 2_000;

    private final Approvals file;
    private final Clock clock;

    AnsweringCall(Approvals file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Transactional
    public void answer(UUID approvalId, CallKind kind, PersonId by, @Nullable String note) {
        var said = RequiredText.required(note, "note", LONGEST);
        var approval = file.hold(approvalId).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        approval.answerCall(kind, by, said, clock.instant());
        file.save(approval);
    }
}
