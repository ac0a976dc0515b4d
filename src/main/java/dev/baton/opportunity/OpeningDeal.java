package dev.baton.opportunity;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.Messages;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.outcome.LinkingDeal;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealChanges;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealRules;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.Gate;
import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a deal; it starts at the first stage, wherever whoever hands it in would like it to be. */
@Component
public class OpeningDeal {

    /** @param repeated whether the same reference was handed in before */
    public record Opened(DealId id, boolean repeated) {}

    private final Deals deals;
    private final DealRules rules;
    private final Gate gate;
    private final LinkingDeal leads;
    private final LeadScope leadScope;
    private final Staff staff;
    private final Messages messages;
    private final AuditTrail audit;
    private final DealTimeline timeline;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OpeningDeal(
            Deals deals,
            DealRules rules,
            Gate gate,
            LinkingDeal leads,
            LeadScope leadScope,
            Staff staff,
            Messages messages,
            AuditTrail audit,
            DealTimeline timeline,
            TransactionTemplate transaction,
            Clock clock) {
        this.deals = deals;
        this.rules = rules;
        this.gate = gate;
        this.leads = leads;
        this.leadScope = leadScope;
        this.staff = staff;
        this.messages = messages;
        this.audit = audit;
        this.timeline = timeline;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** For oneself. Must not run inside a transaction: losing a race for the same lead is a refusal, not a failure. */
    @Transactional(propagation = Propagation.NEVER)
    public DealId open(NewDeal raw, Caller caller) {
        return open(raw, caller, null, null);
    }

    /** For oneself, by somebody who may name a stage; it has to be the first one (B6-03). */
    @Transactional(propagation = Propagation.NEVER)
    public DealId open(NewDeal raw, @Nullable String stage, Caller caller) {
        gate.mustNotBeNamed(null, stage, null);
        return open(raw, caller);
    }

    /**
     * @param ownerLogin whose deal it is; absent for the owner of the lead, or the caller
     * @param externalRef where it comes from: the same reference is the same deal
     */
    @Transactional(propagation = Propagation.NEVER)
    public DealId open(NewDeal raw, Caller caller, @Nullable String ownerLogin, @Nullable String externalRef) {
        var checked = rules.check(raw, externalRef);
        var owner = owner(checked, caller, ownerLogin);
        try {
            return required(transaction.execute(status -> store(checked, owner, caller)));
        } catch (DataIntegrityViolationException race) {
            throw known(checked);
        }
    }

    /**
     * The same inside the caller's transaction, for files whose rows commit together with their progress. A refusal has
     * written nothing, so it leaves the transaction as it is.
     *
     * @param owner login or name of whose deal it is; absent for the caller
     * @param externalRef the same reference is the same deal
     * @param stage where the file says it stands: anything but the first stage is refused by the gate (B6-03)
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Refusal.class)
    public Opened openWithin(
            NewDeal raw, Caller caller, @Nullable String owner, String externalRef, @Nullable String stage) {
        gate.mustNotBeNamed(null, stage, null);
        var known = deals.findByExternalRef(externalRef);
        if (known.isPresent() && raw.name() != null && raw.customerName() != null) {
            // Before its dates are looked at: a repeat gets the first answer, however late it comes.
            return again(known.get(), raw.name(), raw.customerName(), externalRef);
        }
        var checked = rules.check(raw, externalRef);
        return new Opened(store(checked, owner(checked, caller, owner), caller), false);
    }

    /** The same reference with another name or customer is another deal, which would be on file nowhere. */
    private static Opened again(Deal known, String name, String customerName, String externalRef) {
        var differences = new ArrayList<String>();
        if (!PlainText.same(known.name(), name)) {
            differences.add("name");
        }
        if (!PlainText.same(known.customerName(), customerName)) {
            differences.add("customerName");
        }
        if (!differences.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "reference-reused",
                    "externalRef",
                    Map.of("value", externalRef, "differences", differences));
        }
        return new Opened(known.dealId(), true);
    }

    /** Deals that have just come and that no process has taken up yet, counted no further than needed. */
    public int waiting(Instant since, int atMost) {
        return deals.findNotStarted(since, Limit.of(atMost)).size();
    }

    private DealId store(NewDeal.Checked checked, Person owner, Caller caller) {
        if ((checked.leadId() != null
                        && deals.findByLeadId(checked.leadId().value()).isPresent())
                || (checked.externalRef() != null
                        && deals.findByExternalRef(checked.externalRef()).isPresent())) {
            throw known(checked);
        }
        var now = clock.instant();
        var deal = deals.save(new Deal(DealId.next(), checked, owner.id(), owner.region(), caller.id(), now));
        var id = deal.dealId();
        messages.publish("deal.opened", id.toString(), "deal.opened:" + id, Map.of("dealId", id.toString()));
        if (checked.leadId() != null) {
            leads.link(checked.leadId(), id.value(), caller.id());
        }
        timeline.add(id, now, "OPENED", caller.id(), Map.of("owner", owner.id().toString()));
        audit.record(AuditTrail.Entry.by(
                caller,
                Gate.RECORD_KIND,
                id.value(),
                "deal.opened",
                Map.of(),
                DealChanges.shown(deal),
                deal.region(),
                deal.owner()));
        return id;
    }

    private Person owner(NewDeal.Checked checked, Caller caller, @Nullable String login) {
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
                .filter(person -> person.has(Role.REP) || person.has(Role.SUPERVISOR) || person.has(Role.DIRECTOR))
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

    private Refusal known(NewDeal.Checked checked) {
        var lead = checked.leadId();
        var deal = lead == null ? null : deals.findByLeadId(lead.value()).orElse(null);
        return deal == null
                ? Refusal.conflict("deal-known", Map.of())
                : Refusal.conflict(
                        "lead-has-deal",
                        Map.of("name", deal.name(), "dealId", deal.dealId().toString()));
    }

    private static DealId required(@Nullable DealId id) {
        if (id == null) {
            throw new IllegalStateException("a transaction always answers");
        }
        return id;
    }
}
