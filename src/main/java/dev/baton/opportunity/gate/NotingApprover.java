package dev.baton.opportunity.gate;

import dev.baton.approval.file.ApproverReplaced;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes into the history of a deal that somebody else approves it now: whoever waits for it sees whom to ask. */
@Component
class NotingApprover {

    private final Deals deals;
    private final DealTimeline timeline;
    private final Clock clock;

    NotingApprover(Deals deals, DealTimeline timeline, Clock clock) {
        this.deals = deals;
        this.timeline = timeline;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ApproverReplaced event) {
        deals.findById(event.dealId())
                .ifPresent(deal -> timeline.add(
                        deal.dealId(),
                        clock.instant(),
                        "APPROVER_REPLACED",
                        null,
                        Map.of(
                                "approval",
                                event.kind().name(),
                                "from",
                                event.from(),
                                "to",
                                event.to(),
                                "because",
                                event.because())));
    }
}
