package dev.baton.opportunity;

import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.outcome.LinkingDeal;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds whose a deal is: of its lead, of whoever opens it, or of whom somebody who may has named. */
@Component
class ChoosingDealOwner {

    private final LinkingDeal leads;
    private final LeadScope leadScope;
    private final Staff staff;

    ChoosingDealOwner(LinkingDeal leads, LeadScope leadScope, Staff staff) {
        this.leads = leads;
        this.leadScope = leadScope;
        this.staff = staff;
    }

    /**
     * Of a new deal.
     *
     * @param login or name of whose deal it is; absent for the owner of the lead, or the caller
     */
    Person choose(NewDeal.Checked checked, Caller caller, @Nullable String login) {
        if (checked.leadId() != null) {
            var owner = ownerOfLead(checked.leadId(), caller);
            if (owner != null) {
                return person(owner);
            }
        }
        if (login == null || login.isBlank()) {
            return person(caller.id());
        }
        var owner = staff.findByLogin(login.strip())
                .or(() -> theOneNamed(login.strip()))
                .filter(Person::active)
                .filter(ChoosingDealOwner::mayOwn)
                .orElseThrow(() -> Refusal.invalid("owner-unknown", "owner", Map.of("field", "owner", "value", login)));
        if (!owner.id().equals(caller.id()) && !caller.supervises(owner.region())) {
            throw Refusal.forbidden("not-allowed");
        }
        return owner;
    }

    /** A name that two people have is nobody's. */
    private Optional<Person> theOneNamed(String name) {
        var named = staff.reps().stream()
                .filter(person -> person.active() && person.name().equals(name))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private @Nullable PersonId ownerOfLead(LeadId id, Caller caller) {
        leadScope.require(caller, id, LeadScope.Sight.WORK);
        return leads.ownerOfQualified(id);
    }

    private Person person(PersonId id) {
        return staff.find(id).filter(Person::active).orElseThrow(() -> Refusal.forbidden("not-allowed"));
    }

    /** Null where it stays whose it is. */
    @Nullable
    Person another(Deal deal, PersonId wanted, DealScope.Sight sight, Caller caller) {
        if (deal.isOwnedBy(wanted)) {
            return null;
        }
        if (sight != DealScope.Sight.SUPERVISE) {
            throw Refusal.forbidden("not-allowed");
        }
        var owner = staff.find(wanted)
                .filter(Person::active)
                .filter(ChoosingDealOwner::mayOwn)
                .orElseThrow(() -> Refusal.invalid(
                        "owner-unknown", "ownerId", Map.of("field", "ownerId", "value", wanted.toString())));
        if (!owner.id().equals(caller.id()) && !caller.supervises(owner.region())) {
            throw Refusal.forbidden("not-allowed");
        }
        return owner;
    }

    private static boolean mayOwn(Person person) {
        return person.has(Role.REP) || person.has(Role.SUPERVISOR) || person.has(Role.DIRECTOR);
    }
}
