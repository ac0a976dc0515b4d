package dev.baton.opportunity.repair;

import dev.baton.audit.AuditTrail;
import dev.baton.opportunity.gate.Gate;
import dev.baton.staff.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands out the list of stuck deals for their repair, and keeps who took it (AC-06, AC-08). */
@Component
public class ExportingStuckDeals {

    private final StuckDeals stuck;
    private final AuditTrail audit;

    ExportingStuckDeals(StuckDeals stuck, AuditTrail audit) {
        this.stuck = stuck;
        this.audit = audit;
    }

    @Transactional
    public List<StuckDeals.Stuck> to(Caller caller) {
        var deals = stuck.of(caller);
        audit.record(AuditTrail.Entry.by(
                caller,
                Gate.RECORD_KIND,
                null,
                "deal.stuck-exported",
                Map.of(),
                Map.of("rows", deals.size()),
                caller.region(),
                null));
        return deals;
    }
}
