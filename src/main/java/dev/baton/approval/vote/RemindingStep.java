package dev.baton.approval.vote;

import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.ApprovalNotices;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells those whose votes are awaited, and the next level, that a step has used up its time. */
@Component
public class RemindingStep implements DeadlineAction {

    private final Approvals file;
    private final FindingVoters seating;
    private final Deadlines deadlines;
    private final ApprovalNotices notices;

    RemindingStep(Approvals file, FindingVoters seating, Deadlines deadlines, ApprovalNotices notices) {
        this.file = file;
        this.seating = seating;
        this.deadlines = deadlines;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return ApprovalDeadlines.STEP;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var approval = file.hold(recordId).orElseThrow();
        if (!deadlines.act(recordId, round, kind(), actor) || !approval.open()) {
            return;
        }
        approval.step(round)
                .filter(step -> step.state() == ApprovalsOfDeal.StepState.OPEN)
                .ifPresent(step -> notices.stepDue(approval, step, told(approval, step)));
    }

    private Set<PersonId> told(Approval approval, ApprovalStep step) {
        var people = new LinkedHashSet<PersonId>();
        step.turn().forEach(seat -> people.add(seat.person()));
        seating.all(step.nextLevel(), approval.region()).stream()
                .map(Person::id)
                .forEach(people::add);
        return people;
    }
}
