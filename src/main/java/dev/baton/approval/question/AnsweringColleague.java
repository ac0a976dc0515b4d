package dev.baton.approval.question;

import dev.baton.approval.file.Approvals;
import dev.baton.engine.Deadlines;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a colleague's answer on file; whoever asked is told. */
@Component
public class AnsweringColleague {

    static final int LONGEST = 2_000;

    private final Approvals file;
    private final Deadlines deadlines;
    private final Clock clock;

    AnsweringColleague(Approvals file, Deadlines deadlines, Clock clock) {
        this.file = file;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional
    public void answer(UUID approvalId, UUID questionId, PersonId by, @Nullable String text) {
        var said = RequiredText.required(text, "text", LONGEST);
        var approval = file.hold(approvalId).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        approval.answer(questionId, by, said, clock.instant());
        file.save(approval);
        deadlines.close(questionId, 1);
    }
}
