package dev.baton.opportunity;

import dev.baton.lead.outcome.LinkingDeal;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealRules;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.Gate;
import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ChoosingDealOwner owners;
    private final LinkingDeal leads;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OpeningDeal(
            Deals deals,
            DealRules rules,
            Gate gate,
            ChoosingDealOwner owners,
            LinkingDeal leads,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.rules = rules;
        this.gate = gate;
        this.owners = owners;
        this.leads = leads;
        this.transaction = transaction;
        this.events = events;
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
        var owner = owners.choose(checked, caller, ownerLogin);
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
        return new Opened(store(checked, owners.choose(checked, caller, owner), caller), false);
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
        if (checked.leadId() != null) {
            leads.link(checked.leadId(), id.value(), caller.id());
        }
        events.publishEvent(new DealEvent.Opened(deal, now, caller));
        return id;
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
