package dev.baton.lead;

import dev.baton.engine.Messages;
import dev.baton.lead.ReassignmentRequest.Kind;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the process to move a lead: to a certain person (LA-18), to whoever the rules choose (LA-20), or to the pool.
 *
 * <p>Nothing is moved here. The message interrupts what the present owner was doing, and the steps that follow write
 * the new state.
 */
@Component
public class ReassigningLead {

    private final Leads leads;
    private final Staff staff;
    private final Messages messages;
    private final Timeline timeline;
    private final Clock clock;

    ReassigningLead(Leads leads, Staff staff, Messages messages, Timeline timeline, Clock clock) {
        this.leads = leads;
        this.staff = staff;
        this.messages = messages;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Transactional
    public void handOverTo(LeadId id, PersonId to, PersonId by, @Nullable String reason) {
        var lead = leads.change(id);
        ask(lead, Kind.HAND_OVER, receiver(to.toString()), by, reason);
    }

    /** Somebody who may have a lead: of those who sell, and still here. */
    PersonId receiver(String id) {
        return person(id)
                .filter(person -> person.active()
                        && (person.has(Role.REP) || person.has(Role.SUPERVISOR) || person.has(Role.DIRECTOR)))
                .map(Person::id)
                .orElseThrow(() -> Refusal.invalid("unknown-person", "toPersonId", Map.of("value", id)));
    }

    private Optional<Person> person(String id) {
        try {
            return staff.find(PersonId.of(id));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Transactional
    public void returnToPool(LeadId id, PersonId by, @Nullable String reason) {
        ask(leads.change(id), Kind.POOL, null, by, reason);
    }

    /** Joins the transaction that disabled the person: their open leads leave with it, if they do not already (LA-20). */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonDisabled event) {
        for (var id : leads.findOpenIdsByOwner(event.person().value())) {
            var lead = leads.change(new LeadId(id));
            if (!lead.isBeingMoved()) {
                reallocate(lead, "OWNER_DISABLED", null);
            }
        }
    }

    void reallocate(Lead lead, String reason, @Nullable PersonId by) {
        ask(lead, Kind.REALLOCATE, null, by, reason);
    }

    /**
     * The message is about this one assignment: its key comes never again, so that it cannot take the lead from anybody
     * else, however late it is heard, and its id is the assignment's, so that the engine takes it once.
     */
    private void ask(Lead lead, Kind kind, @Nullable PersonId to, @Nullable PersonId by, @Nullable String reason) {
        if (!lead.askToMove(new ReassignmentRequest(kind, to, by, clock.instant()))) {
            return;
        }
        var reassignment = new HashMap<String, Object>();
        reassignment.put("kind", kind.code());
        reassignment.put("ownerId", to == null ? null : to.toString());
        reassignment.put("by", by == null ? null : by.toString());
        reassignment.put("reason", reason);
        var assignment = lead.leadId() + ":" + lead.assignment().number();
        messages.publish(
                "lead.reassigned", assignment, "lead.reassigned:" + assignment, Map.of("reassignment", reassignment));
        timeline.add(
                lead,
                clock.instant(),
                "REASSIGNED",
                by,
                Map.of(
                        "kind",
                        kind.code(),
                        "to",
                        to == null ? "" : to.toString(),
                        "reason",
                        reason == null ? "" : reason));
    }
}
