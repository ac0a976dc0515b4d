package dev.baton.lead;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import org.springframework.stereotype.Component;

/**
 * Who sees which lead (AC-02): owners and creators their own, supervisors their region and their people, directors and
 * administrators all; what is in the pool is seen by the reps who may claim it. Whoever created a lead that somebody
 * else has now sees what becomes of it and changes nothing.
 */
@Component
public class LeadScope {

    /** How much of a lead somebody sees. */
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

    Sight sight(Caller caller, Lead lead) {
        if (caller.supervises(lead.region()) || supervisesOwner(caller, lead)) {
            return Sight.SUPERVISE;
        }
        if (lead.isOwnedBy(caller.id())) {
            return Sight.WORK;
        }
        if (caller.id().equals(lead.createdBy())) {
            return Sight.READ;
        }
        var mayClaim = caller.has(dev.baton.staff.Role.REP)
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
}
