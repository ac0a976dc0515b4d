package dev.baton.lead.file;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Who sees which lead (AC-02): owners and creators their own, supervisors their region and whatever the people of their
 * region own, be these reps, supervisors or gone; directors and administrators all; what is in the pool is seen by those
 * who sell and may claim it: their region's, and what belongs to none. Whoever created a lead that somebody else has now
 * sees what becomes of it and changes nothing.
 *
 * <p>The check of one lead and the condition of the lists stand here side by side, and a test with random callers and
 * leads proves that they say the same.
 */
@Component
@NamedInterface("scope")
public class LeadScope {

    /** How much of a lead somebody sees. */
    @NamedInterface("scope")
    public enum Sight {
        NONE,
        /** Without the number: it may be claimed first. */
        POOL,
        /** Everything of it, without a hand in it. */
        READ,
        /** May also work on it: it is theirs. */
        WORK,
        /** May also move it. */
        SUPERVISE
    }

    /** A condition over {@code lead l} and the values it needs. */
    public record Clause(String sql, Map<String, @Nullable Object> params) {}

    private final Leads leads;
    private final Staff staff;

    LeadScope(Leads leads, Staff staff) {
        this.leads = leads;
        this.staff = staff;
    }

    /** Refuses with "no such lead" whatever the caller may not know of. */
    public Sight require(Caller caller, LeadId id, Sight atLeast) {
        var sight = leads.findById(id.value()).map(lead -> sight(caller, lead)).orElse(Sight.NONE);
        if (sight == Sight.NONE) {
            throw Refusal.notFound("lead-not-found");
        }
        if (sight.compareTo(atLeast) < 0) {
            throw Refusal.forbidden("not-allowed");
        }
        return sight;
    }

    public Sight sight(Caller caller, Lead lead) {
        if (caller.supervises(lead.region()) || supervisesOwner(caller, lead)) {
            return Sight.SUPERVISE;
        }
        if (lead.isOwnedBy(caller.id())) {
            return Sight.WORK;
        }
        if (caller.id().equals(lead.createdBy())) {
            return Sight.READ;
        }
        var mayClaim = sells(caller)
                && lead.status() == LeadStatus.POOLED
                && (lead.region() == null || lead.region().equals(caller.region()));
        return mayClaim ? Sight.POOL : Sight.NONE;
    }

    private boolean supervisesOwner(Caller caller, Lead lead) {
        var owner = lead.owner();
        return owner != null
                && staff.find(owner)
                        .map(Person::region)
                        .filter(caller::supervises)
                        .isPresent();
    }

    private static boolean sells(Caller caller) {
        return caller.has(Role.REP) || caller.has(Role.SUPERVISOR);
    }

    /** The leads that the caller may read. */
    public Clause readable(Caller caller) {
        var params = new HashMap<String, @Nullable Object>();
        if (caller.seesEverything()) {
            return new Clause("true", params);
        }
        params.put("me", caller.id().value());
        var ways = new ArrayList<String>();
        if (caller.has(Role.SUPERVISOR) && caller.region() != null) {
            params.put("home", caller.region());
            params.put("people", peopleOf(caller.region()));
            ways.add("l.region = :home");
            ways.add("l.owner_id = any(:people)");
        }
        ways.add("l.owner_id = :me");
        ways.add("l.created_by = :me");
        return new Clause("(" + String.join(" or ", ways) + ")", params);
    }

    /** The leads in the pool that the caller sees: those that the caller may read, and those that the caller may claim. */
    public Clause pooled(Caller caller) {
        var readable = readable(caller);
        if (!sells(caller) || caller.seesEverything()) {
            return new Clause("l.status = 'POOLED' and " + readable.sql(), readable.params());
        }
        var params = new HashMap<>(readable.params());
        params.put("home", caller.region());
        return new Clause(
                "l.status = 'POOLED' and (l.region is null or l.region = :home or " + readable.sql() + ")", params);
    }

    /** Everybody whose leads the supervisors of a region look after. */
    public UUID[] peopleOf(String region) {
        return staff.of(region).stream().map(person -> person.id().value()).toArray(UUID[]::new);
    }
}
