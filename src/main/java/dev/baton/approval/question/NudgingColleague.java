package dev.baton.approval.question;

import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Nudges a colleague who has not answered within two working hours: once, with a link (SW-14). */
@Component
public class NudgingColleague implements DeadlineAction {

    private final Approvals file;
    private final Deadlines deadlines;
    private final Clock clock;

    NudgingColleague(Approvals file, Deadlines deadlines, Clock clock) {
        this.file = file;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ApprovalDeadlines.QUESTION;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var approval = file.holdOfQuestion(recordId).orElseThrow();
        if (deadlines.act(recordId, round, kind(), actor)) {
            approval.nudge(recordId, clock.instant());
            file.save(approval);
        }
    }
}
