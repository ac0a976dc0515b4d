package dev.baton.opportunity;

import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealChanges;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealRules;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.Gate;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes what a deal says: its words, its figures, its owner, and never its stage, which only the process writes (B6-03).
 */
@Component
public class EditingDeal {

    /**
     * What is to be different; what is absent stays, and an empty text takes an optional field away.
     *
     * @param stage refused by the gate of the deal, unless it stands there
     * @param reason why it should stand in another stage; as good as none
     */
    public record Change(
            @Nullable String name,
            @Nullable String customerName,
            @Nullable String customerType,
            @Nullable String customerEmail,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable BigDecimal discount,
            @Nullable LocalDate expectedCloseOn,
            @Nullable String contractType,
            @Nullable UUID ownerId,
            @Nullable String stage,
            @Nullable String reason) {

        NewDeal appliedTo(Deal deal) {
            return new NewDeal(
                    null,
                    name == null ? deal.name() : name,
                    customerName == null ? deal.customerName() : customerName,
                    customerType == null ? deal.customerType() : customerType,
                    customerEmail == null ? deal.customerEmail() : customerEmail,
                    amount == null ? deal.money().amount() : amount,
                    currency == null ? deal.money().currency().getCurrencyCode() : currency,
                    discount == null ? deal.discount() : discount,
                    expectedCloseOn == null ? deal.expectedCloseOn() : expectedCloseOn,
                    contractType == null ? deal.contractType() : contractType);
        }
    }

    private final Deals deals;
    private final DealScope scope;
    private final DealRules rules;
    private final DecidingDealAnew decidingAnew;
    private final Gate gate;
    private final ChoosingDealOwner owners;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EditingDeal(
            Deals deals,
            DealScope scope,
            DealRules rules,
            DecidingDealAnew decidingAnew,
            Gate gate,
            ChoosingDealOwner owners,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.scope = scope;
        this.rules = rules;
        this.decidingAnew = decidingAnew;
        this.gate = gate;
        this.owners = owners;
        this.events = events;
        this.clock = clock;
    }

    /** The fields that are different now. */
    @Transactional
    public List<String> edit(DealId id, Change change, Caller caller) {
        var deal = deals.findForUpdate(id.value()).orElseThrow(() -> Refusal.notFound("deal-not-found"));
        var sight = scope.sight(caller, deal);
        if (sight == DealScope.Sight.NONE) {
            throw Refusal.notFound("deal-not-found");
        }
        if (sight.compareTo(DealScope.Sight.WORK) < 0) {
            throw Refusal.forbidden("not-allowed");
        }
        gate.mustNotBeNamed(deal, change.stage(), change.reason());
        if (deal.state() != DealState.OPEN) {
            throw Refusal.conflict("deal-closed", Map.of("state", deal.state().name()));
        }
        var before = DealChanges.shown(deal);
        var unsaid = deal.contractType() == null;
        var owner =
                change.ownerId() == null ? null : owners.another(deal, new PersonId(change.ownerId()), sight, caller);
        deal.describe(rules.check(change.appliedTo(deal), deal));
        var from = deal.owner();
        if (owner != null) {
            deal.handTo(owner.id(), owner.region());
        }
        var changed = DealChanges.difference(DealChanges.shown(deal), before);
        if (changed.isEmpty()) {
            return List.of();
        }
        decidingAnew.decide(deal, changed.keySet(), unsaid, caller);
        if (deal.stage() != null) {
            gate.note(deal);
        }
        var now = clock.instant();
        events.publishEvent(new DealEvent.Edited(
                deal, now, caller, DealChanges.difference(before, DealChanges.shown(deal)), changed));
        if (owner != null) {
            events.publishEvent(new DealEvent.HandedOver(deal, now, caller, from));
        }
        return List.copyOf(changed.keySet());
    }
}
