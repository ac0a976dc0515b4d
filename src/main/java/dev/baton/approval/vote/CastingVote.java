package dev.baton.approval.vote;

import dev.baton.approval.file.Approval;
import dev.baton.approval.file.Approvals;
import dev.baton.shared.Refusal;
import dev.baton.shared.RequiredText;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts somebody's vote on file: once, in one's turn, and not after the decision. The process counts what is on file,
 * whatever its tasks were completed with (B6-03).
 */
@Component
public class CastingVote {

    static final int LONGEST_COMMENT = 1_000;

    private final Approvals file;
    private final Clock clock;

    CastingVote(Approvals file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** @throws Refusal a conflict where the voter has no voice, has used it, or comes after the decision */
    @Transactional
    public void cast(UUID approvalId, PersonId by, @Nullable String vote, @Nullable String comment) {
        var said = checked(vote);
        var why = comment(said, comment);
        // Two who vote at once come one after the other here.
        var approval = file.hold(approvalId).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        approval.vote(by, said, why, clock.instant());
        file.save(approval);
    }

    private static String checked(@Nullable String vote) {
        if (vote == null || vote.isBlank()) {
            throw Refusal.invalid("missing-field", "vote", Map.of("field", "vote"));
        }
        var allowed = List.of(Approval.APPROVE, Approval.DECLINE);
        if (!allowed.contains(vote)) {
            throw Refusal.invalid("invalid-enum", "vote", Map.of("field", "vote", "value", vote, "allowed", allowed));
        }
        return vote;
    }

    private static @Nullable String comment(String vote, @Nullable String comment) {
        var given = comment == null ? "" : RequiredText.of(comment);
        if (given.isEmpty() && vote.equals(Approval.DECLINE)) {
            throw Refusal.invalid("missing-field", "comment", Map.of("field", "comment"));
        }
        if (given.length() > LONGEST_COMMENT) {
            throw Refusal.invalid("too-long", "comment", Map.of("field", "comment", "max", LONGEST_COMMENT));
        }
        return given.isEmpty() ? null : given;
    }
}
