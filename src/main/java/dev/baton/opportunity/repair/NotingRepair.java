package dev.baton.opportunity.repair;

import dev.baton.audit.AuditTrail;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes rounds and decisions into the audit trail, and decisions into the history of their deals. */
@Component
class NotingRepair {

    private final Deals deals;
    private final DealTimeline timeline;
    private final AuditTrail audit;
    private final Staff staff;

    NotingRepair(Deals deals, DealTimeline timeline, AuditTrail audit, Staff staff) {
        this.deals = deals;
        this.timeline = timeline;
        this.audit = audit;
        this.staff = staff;
    }

    @EventListener
    void on(RepairRound.Started event) {
        record(event.by(), event.round(), "deal-repair.started", Map.of("rows", event.deals()));
    }

    @EventListener
    void on(RepairRound.GivenUp event) {
        record(event.by(), event.round(), "deal-repair.given-up", Map.of());
    }

    @EventListener
    void on(RepairRound.StartedAgain event) {
        audit.record(new AuditTrail.Entry(
                StartingRepair.RECORD_KIND,
                event.round().id(),
                "deal-repair.started-again",
                event.by(),
                staff.find(event.by()).map(Person::name).orElse("?"),
                Map.of(),
                Map.of(),
                null,
                null));
    }

    private void record(Caller by, RepairRound round, String action, Map<String, ?> after) {
        audit.record(
                AuditTrail.Entry.by(by, StartingRepair.RECORD_KIND, round.id(), action, Map.of(), after, null, null));
    }

    @EventListener
    void on(Repair.Decided event) {
        var repair = event.repair();
        var deal = deals.get(new DealId(repair.dealId()));
        var by = Objects.requireNonNull(repair.decidedBy());
        Instant at = Objects.requireNonNull(repair.decidedAt());
        var detail = new HashMap<String, Object>();
        detail.put("decision", String.valueOf(repair.decision()));
        detail.put("outcome", String.valueOf(repair.outcome()));
        detail.put("stage", repair.stage());
        detail.put("reason", String.valueOf(repair.reason()));
        if (repair.toStage() != null) {
            detail.put("toStage", repair.toStage());
        }
        timeline.add(deal.dealId(), at, "REPAIR_DECIDED", by, detail);
        audit.record(new AuditTrail.Entry(
                Gate.RECORD_KIND,
                deal.getId(),
                "deal.repair-decided",
                by,
                staff.find(by).map(Person::name).orElse("?"),
                Map.of("stage", repair.stage()),
                detail,
                deal.region(),
                deal.owner()));
    }
}
