package dev.baton.lead.owner;

import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadMoved;
import dev.baton.lead.file.LeadSuperiors;
import dev.baton.lead.file.Leads;
import dev.baton.lead.window.EndingRound;
import dev.baton.lead.window.ResponseWindows;
import dev.baton.lead.window.WindowRule;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ResponseWindows windows;
    private final Deadlines deadlines;
    private final EndingRound ending;
    private final LeadSuperiors superiors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssigningLead(
            Leads leads,
            ResponseWindows windows,
            Deadlines deadlines,
            EndingRound ending,
            LeadSuperiors superiors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.leads = leads;
        this.windows = windows;
        this.deadlines = deadlines;
        this.ending = ending;
        this.superiors = superiors;
        this.events = events;
        this.clock = clock;
    }

    /** @throws IllegalStateException when another instance works on the lead: the step becomes an incident that says so */
    @Transactional(propagation = Propagation.MANDATORY)
    public Started handOver(
            LeadId id, PersonId owner, String assignedBy, @Nullable WindowRule rule, long processInstance) {
        return handOver(id, owner, assignedBy, rule, LeadMoved.Routed.byNothing(processInstance));
    }

    /** @throws IllegalStateException when another instance works on the lead: the step becomes an incident that says so */
    @Transactional(propagation = Propagation.MANDATORY)
    public Started handOver(
            LeadId id, PersonId owner, String assignedBy, @Nullable WindowRule rule, LeadMoved.Routed routed) {
        var lead = leads.change(id);
        if (!lead.isWorkedOnBy(routed.processInstanceKey())) {
            throw new IllegalStateException("another process instance works on lead " + id);
        }
        var usable = rule != null && rule.isUsable() ? rule : null;
        var now = clock.instant();
        var times = windows.times(usable == null ? WindowRule.FALLBACK : usable, lead, now);

        ending.end(lead, now);
        var round = lead.handOverTo(owner, assignedBy, now, times.due());
        if (usable == null) {
            lead.note("WINDOW_RULE_FALLBACK");
        }
        if (assignedBy.equals("FALLBACK")) {
            lead.note("ASSIGNED_BY_FALLBACK");
        }
        var by = assignedBy.equals("CLAIM") || assignedBy.equals("ENTERED")
                ? owner
                : lead.assignment().movedBy();
        windows.open(id, round, owner, lead.region(), lead.source(), now, times.due());
        deadlines.open(id.value(), round, times.byKind());
        leads.save(lead);

        events.publishEvent(new LeadMoved(id, round, assignedBy, owner, by, now, routed));
        return new Started(
                round,
                lead.assignment().number(),
                times.firstReminder(),
                times.due(),
                times.manager(),
                CandidateGroups.sales(lead.region()),
                CandidateGroups.managers(superiors.regionOf(lead)));
    }
}
