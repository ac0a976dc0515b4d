package dev.baton.opportunity.deal;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what happens to deals into the audit trail, in the transaction in which it happens (AC-04). */
@Component
class AuditedDeal {

    private final AuditTrail audit;
    private final Staff staff;

    AuditedDeal(AuditTrail audit, Staff staff) {
        this.audit = audit;
        this.staff = staff;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent event) {
        var deal = event.deal();
        switch (event) {
            case DealEvent.Opened it -> record(deal, it.caller(), "deal.opened", Map.of(), DealChanges.shown(deal));
            case DealEvent.Entered it ->
                record(
                        deal,
                        it.by(),
                        "deal.moved",
                        it.from() == null ? Map.of() : Map.of("stage", it.from()),
                        DealTimeline.detail(it));
            case DealEvent.Closed it ->
                record(
                        deal,
                        it.by(),
                        it.won() ? "deal.won" : "deal.lost",
                        Map.of("stage", it.from()),
                        Map.of("state", deal.state().name(), "reason", it.reason()));
            case DealEvent.Edited it -> record(deal, it.caller(), "deal.edited", it.before(), it.after());
            case DealEvent.HandedOver it -> {
                // The edit says it.
            }
            case DealEvent.GatePassed it -> {
                // The move that follows says it.
            }
            case DealEvent.GateRefused it -> {
                // Nothing has changed.
            }
            case DealEvent.ApprovalRead it -> {
                // The approval has a trail of its own.
            }
            case DealEvent.StartedAgain it -> {
                // The incident says who.
            }
            case DealEvent.PaymentReceived it ->
                record(deal, it.caller(), "deal.payment", Map.of(), DealTimeline.detail(it));
            case DealEvent.SubstateFollowed it -> {
                // Nobody did it.
            }
            case DealEvent.ConditionSaid it ->
                record(
                        deal,
                        it.caller(),
                        "deal.condition",
                        it.before() == null ? Map.of() : condition(it, it.before()),
                        condition(it, it.met()));
            case DealEvent.ActionDone it ->
                record(
                        deal,
                        it.caller(),
                        "deal.action",
                        Map.of(),
                        Map.of("stage", it.stage(), "action", it.action(), "written", it.written()));
            case DealEvent.SubstateTicked it -> {
                var before = new HashMap<String, @Nullable Object>();
                before.put("stage", it.stage());
                before.put("substate", it.before());
                record(
                        deal,
                        it.caller(),
                        "deal.substate",
                        before,
                        Map.of("stage", it.stage(), "substate", it.substate()));
            }
        }
    }

    private static Map<String, Object> condition(DealEvent.ConditionSaid it, boolean met) {
        return Map.of("stage", it.stage(), "condition", it.condition(), "met", met);
    }

    private void record(Deal deal, Caller caller, String action, Map<String, ?> before, Map<String, ?> after) {
        audit.record(AuditTrail.Entry.by(
                caller, Deal.KIND, deal.getId(), action, before, after, deal.region(), deal.owner()));
    }

    private void record(Deal deal, @Nullable PersonId by, String action, Map<String, ?> before, Map<String, ?> after) {
        var name = by == null ? "process" : staff.find(by).map(Person::name).orElse("?");
        audit.record(new AuditTrail.Entry(
                Deal.KIND, deal.getId(), action, by, name, before, after, deal.region(), deal.owner()));
    }
}
