package dev.baton.approval.question;

import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.ApprovalNotices;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
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
    private final ApprovalNotices notices;
    private final Staff staff;
    private final Clock clock;

    NudgingColleague(Approvals file, Deadlines deadlines, ApprovalNotices notices, Staff staff, Clock clock) {
        this.file = file;
        this.deadlines = deadlines;
        this.notices = notices;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ApprovalDeadlines.QUESTION;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var question = file.question(recordId).orElseThrow();
        var approval = file.hold(question.approvalId()).orElseThrow();
        if (deadlines.act(recordId, round, kind(), actor) && question.answer() == null && approval.open()) {
            file.nudged(recordId, clock.instant());
            notices.tell(
                    approval,
                    question.askedTo(),
                    ApprovalNotices.Node.NUDGE,
                    recordId.toString(),
                    staff.find(question.askedBy()).map(Person::name).orElse("?"),
                    question.dueAt());
        }
    }
}
