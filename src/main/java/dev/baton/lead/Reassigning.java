package dev.baton.lead;

import dev.baton.engine.Messages;
import dev.baton.shared.Ids;
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
public class Reassigning {

    private final Leads leads;
    private final Staff staff;
    private final Messages messages;
    private final Timeline timeline;
    private final Clock clock;

    Reassigning(Leads leads, Staff staff, Messages messages, Timeline timeline, Clock clock) {
        this.leads = leads;
        this.staff = staff;
        this.messages = messages;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Transactional
    public void handOverTo(LeadId id, PersonId to, PersonId by, @Nullable String reason) {
        var lead = open(id);
        ask(lead, "hand-over", receiver(to.toString()), by, reason);
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
        ask(open(id), "pool", null, by, reason);
    }

    /** Joins the transaction that disabled the person: their open leads leave with it (LA-20). */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonDisabled event) {
        for (var id : leads.findOpenIdsByOwner(event.person().value())) {
            reallocate(leads.change(new LeadId(id)), "OWNER_DISABLED", null);
        }
    }

    void reallocate(Lead lead, String reason, @Nullable PersonId by) {
        ask(lead, "reallocate", null, by, reason);
    }

    private Lead open(LeadId id) {
        var lead = leads.change(id);
        if (!lead.isOpen() || lead.status() == LeadStatus.RECEIVED || lead.status() == LeadStatus.POOLED) {
            throw Refusal.conflict(
                    "lead-not-movable", Map.of("status", lead.status().name()));
        }
        return lead;
    }

    private void ask(Lead lead, String kind, @Nullable PersonId to, @Nullable PersonId by, @Nullable String reason) {
        var reassignment = new HashMap<String, Object>();
        reassignment.put("kind", kind);
        reassignment.put("ownerId", to == null ? null : to.toString());
        reassignment.put("by", by == null ? null : by.toString());
        reassignment.put("reason", reason);
        var id = lead.leadId();
        messages.publish(
                "lead.reassigned",
                // Takes the lead from this owner only: heard too late, it must not take it from the next one.
                lead.owner() == null ? id.toString() : id + ":" + lead.owner(),
                "lead.reassigned:" + id + ":" + Ids.next(),
                Map.of("reassignment", reassignment));
        timeline.add(
                lead,
                clock.instant(),
                "REASSIGNED",
                by,
                Map.of("kind", kind, "to", to == null ? "" : to.toString(), "reason", reason == null ? "" : reason));
    }
}
