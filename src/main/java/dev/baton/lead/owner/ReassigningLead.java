package dev.baton.lead.owner;

import dev.baton.engine.Messages;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadMoved;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.lead.file.ReassignmentRequest;
import dev.baton.lead.file.ReassignmentRequest.Kind;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
    private final Clock clock;
    private final Duration undoWithin;

    ReassigningLead(
            Leads leads,
            Staff staff,
            Messages messages,
            Clock clock,
            @Value("${baton.lead.undo-within:5m}") Duration undoWithin) {
        this.leads = leads;
        this.staff = staff;
        this.messages = messages;
        this.clock = clock;
        this.undoWithin = undoWithin;
    }

    @Transactional
    public void handOverTo(LeadId id, PersonId to, PersonId by, @Nullable String reason) {
        var receiver = receiver(to.toString(), by);
        ask(leads.change(id), Kind.HAND_OVER, receiver, by, reason, Kind.HAND_OVER.code());
    }

    /**
     * Gives a lead back to the owner before: whoever has passed it on has a few minutes for it, as long as the new owner
     * has not contacted anybody. The former owner's window starts anew.
     */
    @Transactional
    public void takeBack(LeadId id, PersonId by) {
        var lead = leads.change(id);
        var former = lead.assignment().takenFrom();
        if (former == null || undoableUntil(lead, by).isEmpty()) {
            throw Refusal.conflict("transfer-not-undoable", Map.of("minutes", undoWithin.toMinutes()));
        }
        ask(lead, Kind.HAND_OVER, former, by, null, "undo");
    }

    /** Until when this person may take back having passed the lead on; empty where there is nothing to take back. */
    public Optional<Instant> undoableUntil(Lead lead, PersonId by) {
        var passed = lead.assignment();
        var former = passed.takenFrom();
        var at = passed.assignedAt();
        if (lead.status() != LeadStatus.ASSIGNED
                || lead.isBeingMoved()
                || !by.equals(passed.movedBy())
                || former == null
                || at == null
                || staff.find(former).filter(Person::active).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(at.plus(undoWithin)).filter(until -> until.isAfter(clock.instant()));
    }

    /** Somebody who may have a lead, of those whom whoever passes it on may choose from. */
    PersonId receiver(String id, PersonId by) {
        return person(id)
                .filter(ListingReceivers::mayReceive)
                .filter(person -> person.id().equals(by) || isWithinReach(person, by))
                .map(Person::id)
                .orElseThrow(() -> Refusal.invalid("unknown-person", "toPersonId", Map.of("value", id)));
    }

    private boolean isWithinReach(Person person, PersonId by) {
        return staff.find(by)
                .map(mover -> mover.has(Role.DIRECTOR)
                        || mover.has(Role.ADMIN)
                        || (mover.region() != null && mover.region().equals(person.region())))
                .orElse(false);
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
        ask(leads.change(id), Kind.POOL, null, by, reason, Kind.POOL.code());
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

    /** Whoever left between the choice and the hand-over does not keep it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(LeadMoved moved) {
        var owner = moved.owner();
        if (owner != null && staff.find(owner).filter(Person::active).isEmpty()) {
            reallocate(leads.change(moved.lead()), "OWNER_LEFT", null);
        }
    }

    private void reallocate(Lead lead, String reason, @Nullable PersonId by) {
        ask(lead, Kind.REALLOCATE, null, by, reason, Kind.REALLOCATE.code());
    }

    /**
     * The message is about this one assignment: its key comes never again, so that it cannot take the lead from anybody
     * else, however late it is heard, and its id is the assignment's, so that the engine takes it once.
     */
    private void ask(
            Lead lead,
            Kind kind,
            @Nullable PersonId to,
            @Nullable PersonId by,
            @Nullable String reason,
            String shownAs) {
        var now = clock.instant();
        if (!lead.askToMove(new ReassignmentRequest(kind, to, by, now), shownAs, reason, now)) {
            return;
        }
        var reassignment = new HashMap<String, Object>();
        reassignment.put("kind", kind.code());
        reassignment.put("ownerId", to == null ? null : to.toString());
        reassignment.put("by", by == null ? null : by.toString());
        reassignment.put("reason", reason);
        var assignment = lead.leadId() + ":" + lead.assignment().number();
        messages.publish(
                LeadResponse.Messages.LEAD_REASSIGNED,
                assignment,
                LeadResponse.Messages.LEAD_REASSIGNED + ":" + assignment,
                Map.of("reassignment", reassignment));
        leads.save(lead);
    }
}
