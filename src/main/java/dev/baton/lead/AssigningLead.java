package dev.baton.lead;

import dev.baton.engine.Deadlines;
import dev.baton.notification.Channel;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives a lead to its new owner and starts the clock: the window is an absolute date from here on. */
@Component
public class AssigningLead {

    /**
     * @param assignmentNumber what messages about this assignment are known by
     * @param regionGroup who else may see the task
     * @param managerGroup who is called in when nobody acts
     */
    public record Started(
            int round,
            int assignmentNumber,
            Instant firstReminderAt,
            Instant windowDueAt,
            Instant managerDueAt,
            String regionGroup,
            String managerGroup) {}

    private final Leads leads;
    private final Staff staff;
    private final ResponseWindows windows;
    private final Deadlines deadlines;
    private final EndingRound ending;
    private final ReassigningLead reassigning;
    private final LeadNotices notices;
    private final Timeline timeline;
    private final Clock clock;

    AssigningLead(
            Leads leads,
            Staff staff,
            ResponseWindows windows,
            Deadlines deadlines,
            EndingRound ending,
            ReassigningLead reassigning,
            LeadNotices notices,
            Timeline timeline,
            Clock clock) {
        this.leads = leads;
        this.staff = staff;
        this.windows = windows;
        this.deadlines = deadlines;
        this.ending = ending;
        this.reassigning = reassigning;
        this.notices = notices;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** @throws IllegalStateException when another instance works on the lead: the step becomes an incident that says so */
    @Transactional(propagation = Propagation.MANDATORY)
    public Started handOver(
            LeadId id, PersonId owner, String assignedBy, @Nullable WindowRule rule, long processInstance) {
        var lead = leads.change(id);
        if (!lead.isWorkedOnBy(processInstance)) {
            throw new IllegalStateException("another process instance works on lead " + id);
        }
        var usable = rule != null && rule.isUsable() ? rule : null;
        var now = clock.instant();
        var times = (usable == null ? WindowRule.FALLBACK : usable).from(now);

        ending.end(lead, now);
        var round = lead.handOverTo(owner, assignedBy, now, times.due());
        if (usable == null) {
            lead.note("WINDOW_RULE_FALLBACK");
        }
        if (assignedBy.equals("FALLBACK")) {
            lead.note("ASSIGNED_BY_FALLBACK");
        }
        windows.open(id, round, owner, lead.region(), lead.source(), now, times.due());
        deadlines.open(id.value(), round, times.byKind());
        timeline.add(lead, now, "ASSIGNED", null, Map.of("owner", owner.toString(), "by", assignedBy, "round", round));

        if (staff.find(owner).filter(person -> person.active()).isPresent()) {
            notices.tell(owner, lead, round, "lead.assigned", times.due(), List.of(Channel.IN_APP));
            if (assignedBy.equals("FALLBACK")) {
                notices.tell(owner, lead, round, "lead.fallback", times.due(), List.of(Channel.IN_APP, Channel.MAIL));
            }
        } else {
            // The owner left between the choice and the hand-over.
            reassigning.reallocate(lead, "OWNER_LEFT", null);
        }
        return new Started(
                round,
                lead.assignment().number(),
                times.firstReminder(),
                times.due(),
                times.manager(),
                CandidateGroups.sales(lead.region()),
                CandidateGroups.managers(lead.region()));
    }
}
