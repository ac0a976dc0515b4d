package dev.baton.approval.vote;

import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Clears up behind an approval that has come to its end, and measures how long it took (SW-08). */
@Component
public class ConcludingApproval {

    private final Approvals file;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final MeterRegistry metrics;
    private final Clock clock;

    ConcludingApproval(Approvals file, Deadlines deadlines, Inbox inbox, MeterRegistry metrics, Clock clock) {
        this.file = file;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @return {@code approved}, {@code declined} or {@code withdrawn} */
    @Transactional(propagation = Propagation.MANDATORY)
    public String conclude(long instance) {
        var approval = file.held(instance);
        // Where somebody has moved the process past its votes: that is no approval, whatever it looked like.
        approval.withdraw(null, null, clock.instant());
        file.save(approval);
        deadlines.close(approval.id(), Integer.MAX_VALUE);
        approval.questions().forEach(question -> deadlines.close(question.id(), Integer.MAX_VALUE));
        inbox.withdraw(approval.dealId(), ApprovalElements.ALL);
        var outcome = approval.outcome().name().toLowerCase(Locale.ROOT);
        var until = approval.decidedAt() == null ? clock.instant() : approval.decidedAt();
        metrics.timer("baton.approval.duration", "kind", approval.kind().name(), "outcome", outcome)
                .record(Duration.between(approval.openedAt(), until));
        return outcome;
    }
}
