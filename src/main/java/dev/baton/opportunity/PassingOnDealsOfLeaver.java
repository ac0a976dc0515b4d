package dev.baton.opportunity;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealChanges;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives the open deals of somebody who leaves to a superior of their region, tasks included, in the transaction that
 * takes the person out of service: a customer in the middle of a deal is not drawn for like a lead (LA-20).
 */
@Component
class PassingOnDealsOfLeaver {

    private final Deals deals;
    private final Staff staff;
    private final Inbox inbox;
    private final DealNotices notices;
    private final DealTimeline timeline;
    private final AuditTrail audit;
    private final Clock clock;

    PassingOnDealsOfLeaver(
            Deals deals,
            Staff staff,
            Inbox inbox,
            DealNotices notices,
            DealTimeline timeline,
            AuditTrail audit,
            Clock clock) {
        this.deals = deals;
        this.staff = staff;
        this.inbox = inbox;
        this.notices = notices;
        this.timeline = timeline;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonDisabled event) {
        for (var id : deals.findOpenIdsByOwner(event.person().value())) {
            handOn(deals.change(new DealId(id)), event.person());
        }
    }

    private void handOn(Deal deal, PersonId leaver) {
        var superior = staff.supervisorsOf(deal.region()).stream()
                .filter(person -> !person.id().equals(leaver))
                .findFirst()
                .orElseGet(staff::fallbackOwner);
        // The region stays: it is the customer's, and its superiors go on seeing the deal.
        var before = DealChanges.shown(deal);
        deal.handTo(superior.id(), deal.region());
        var after = DealChanges.shown(deal);
        timeline.add(deal.dealId(), clock.instant(), "EDITED", null, Map.of("fields", List.of("ownerId")));
        audit.record(AuditTrail.Entry.byProcess(
                Gate.RECORD_KIND,
                deal.getId(),
                "deal.edited",
                DealChanges.difference(before, after),
                DealChanges.difference(after, before),
                deal.region(),
                deal.owner()));
        inbox.handOver(deal.getId(), leaver.value(), superior.id().value());
        notices.tellOwner(deal, deal.round(), DealNotices.Node.HANDED_OVER, null);
    }
}
