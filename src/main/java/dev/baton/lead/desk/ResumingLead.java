package dev.baton.lead.desk;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Instances;
import dev.baton.engine.InstancesOfRecords;
import dev.baton.engine.Messages;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.lead.intake.CleaningPhone;
import dev.baton.lead.policy.ResponseTimetable;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives a lead whose instance was cancelled a new one that begins where the lead stands: its owner keeps it, and the
 * window goes on as it was promised.
 */
@Component
public class ResumingLead implements InstancesOfRecords {

    private final Leads leads;
    private final ResponseTimetable timetable;
    private final Deadlines deadlines;
    private final Instances instances;
    private final Messages messages;
    private final Clock clock;

    ResumingLead(
            Leads leads,
            ResponseTimetable timetable,
            Deadlines deadlines,
            Instances instances,
            Messages messages,
            Clock clock) {
        this.leads = leads;
        this.timetable = timetable;
        this.deadlines = deadlines;
        this.instances = instances;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String processId() {
        return LeadResponse.PROCESS;
    }

    @Override
    public List<Instance> open(UUID after, int limit) {
        return leads.findRunning(after, Limit.of(limit)).stream()
                .map(lead -> Instance.of(lead.getId(), lead.getProcessInstanceKey()))
                .toList();
    }

    @Override
    public Optional<Instance> of(UUID recordId) {
        return leads.findById(recordId)
                .filter(lead ->
                        lead.isOpen() && (lead.processInstance() != null || lead.status() != LeadStatus.RECEIVED))
                .map(lead -> Instance.of(recordId, lead.processInstance()));
    }

    @Override
    @Transactional(propagation = Propagation.NEVER)
    public void startAgain(UUID recordId, UUID by) {
        var id = new LeadId(recordId);
        of(recordId)
                .ifPresent(lost -> instances.startInsteadOf(
                        lost.key(),
                        LeadResponse.PROCESS,
                        () -> letGo(id, lost.key(), new PersonId(by)),
                        instance -> leads.change(id).goOnIn(instance)));
    }

    private Instances.@Nullable Start letGo(LeadId id, long lost, PersonId by) {
        var lead = leads.change(id);
        if (!lead.isOpen() || Instance.keyOf(lead.processInstance()) != lost) {
            return null;
        }
        var now = clock.instant();
        lead.loseInstance(by, now);
        leads.save(lead);
        if (lead.status() == LeadStatus.RECEIVED) {
            messages.publishAgain(LeadResponse.Messages.LEAD_RECEIVED, id.toString(), lead.facts(), now);
            return null;
        }
        return new Instances.Start(elements(lead), variables(lead));
    }

    private static List<String> elements(Lead lead) {
        var elements = new ArrayList<String>();
        elements.add(
                switch (lead.status()) {
                    case ASSIGNED -> LeadResponse.Elements.RESPOND;
                    case POOLED -> LeadResponse.Elements.POOL_ENTRY;
                    // What was reported last says where it goes on.
                    default -> LeadResponse.Elements.OUTCOME;
                });
        if (lead.isPhoneInReview()) {
            elements.add(LeadResponse.Tasks.REVIEW_PHONE);
        }
        return elements;
    }

    /** What the way to where it stands would have set, read from the lead and from the tables as they are. */
    private Map<String, @Nullable Object> variables(Lead lead) {
        var now = clock.instant();
        var due = lead.windowDueAt() == null ? now : lead.windowDueAt();
        var dates = deadlines.of(lead.getId(), lead.round());
        var variables = new HashMap<String, @Nullable Object>(lead.facts());
        variables.put("round", lead.round());
        variables.put("assignmentNumber", lead.assignment().number());
        variables.put("duplicateRun", false);
        variables.put("ownerId", lead.owner());
        variables.put("firstReminderAt", dates.getOrDefault(LeadResponse.Deadlines.FIRST_REMINDER, due));
        variables.put("windowDueAt", due);
        variables.put("managerDueAt", dates.getOrDefault(LeadResponse.Deadlines.MANAGER, due));
        variables.put("nextFollowUpAt", lead.nextFollowUpAt());
        variables.put("followUpDueAt", lead.followUpDueAt());
        variables.put("reviewDueAt", now.plus(CleaningPhone.REVIEW_WITHIN));
        variables.put("regionGroup", CandidateGroups.sales(lead.region()));
        variables.put("managerGroup", CandidateGroups.managers(lead.region()));
        variables.put("outcome", leads.lastOutcome(lead.getId()).orElse(null));
        variables.putAll(timetable.answers(lead.facts()));
        return variables;
    }
}
