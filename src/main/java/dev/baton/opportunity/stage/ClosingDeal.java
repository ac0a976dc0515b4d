package dev.baton.opportunity.stage;

import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.audit.AuditTrail;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.Substates;
import dev.baton.opportunity.deal.Transitions;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.policy.Move;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the work on a deal: won behind the last gate, or lost with a reason. */
@Component
public class ClosingDeal {

    private final Deals deals;
    private final Transitions transitions;
    private final Substates substates;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final ObjectProvider<ApprovalsOfDeal> approvals;
    private final DealNotices notices;
    private final DealTimeline timeline;
    private final AuditTrail audit;
    private final Staff staff;
    private final Clock clock;

    ClosingDeal(
            Deals deals,
            Transitions transitions,
            Substates substates,
            Deadlines deadlines,
            Inbox inbox,
            ObjectProvider<ApprovalsOfDeal> approvals,
            DealNotices notices,
            DealTimeline timeline,
            AuditTrail audit,
            Staff staff,
            Clock clock) {
        this.deals = deals;
        this.transitions = transitions;
        this.substates = substates;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.approvals = approvals;
        this.notices = notices;
        this.timeline = timeline;
        this.audit = audit;
        this.staff = staff;
        this.clock = clock;
    }

    /** @throws IllegalStateException when no gate has let the deal through to this end */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(DealId id, DealState as) {
        var deal = deals.change(id);
        var now = clock.instant();
        var from = String.valueOf(deal.stage());
        var stood = deal.dwell(now);
        var pass = deal.close(as, now);
        deadlines.close(id.value(), deal.round());
        substates.end(deal, now);
        inbox.withdraw(
                id.value(),
                inbox.openOf(id.value()).stream().map(Inbox.Task::elementId).toList());
        var kind = as == DealState.WON ? Move.WON : Move.LOST;
        var end = as == DealState.WON ? "won" : "lost";
        transitions.add(deal, now, from, end, kind, pass, stood);
        var reason = pass.reason() == null ? "" : pass.reason();
        var by = pass.by();
        if (as == DealState.LOST && by != null) {
            approvals.forEach(known -> known.withdraw(id.value(), by, reason));
        }
        timeline.add(id, now, as == DealState.WON ? "WON" : "LOST", by, Map.of("stage", from, "reason", reason));
        audit.record(new AuditTrail.Entry(
                Gate.RECORD_KIND,
                id.value(),
                "deal." + end,
                by,
                by == null ? "process" : staff.find(by).map(Person::name).orElse("?"),
                Map.of("stage", from),
                Map.of("state", as.name(), "reason", reason),
                deal.region(),
                deal.owner()));
        if (as == DealState.WON) {
            notices.tellSupervisors(deal, deal.round(), DealNotices.Node.WON, now);
        }
    }
}
