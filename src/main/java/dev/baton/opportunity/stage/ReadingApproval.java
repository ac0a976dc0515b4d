package dev.baton.opportunity.stage;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what came of an approval from the votes on file; what the called process says counts for nothing. */
@Component
public class ReadingApproval {

    private final Deals deals;
    private final Gate gate;
    private final ObjectProvider<ApprovalsOfDeal> approvals;
    private final DealNotices notices;
    private final DealTimeline timeline;
    private final Clock clock;

    ReadingApproval(
            Deals deals,
            Gate gate,
            ObjectProvider<ApprovalsOfDeal> approvals,
            DealNotices notices,
            DealTimeline timeline,
            Clock clock) {
        this.deals = deals;
        this.gate = gate;
        this.approvals = approvals;
        this.notices = notices;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** True when it was approved; otherwise the deal goes back to its task, and what the gate let through is void. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean read(DealId id, ApprovalKind kind) {
        var deal = deals.change(id);
        var result = approvals.stream()
                .map(known -> known.latest(id.value(), kind))
                .flatMap(Optional::stream)
                .findFirst();
        var approved = result.filter(one -> one.outcome() == ApprovalsOfDeal.Outcome.APPROVED)
                .isPresent();
        var detail = new HashMap<String, Object>();
        detail.put("approval", kind.name());
        detail.put("outcome", result.map(one -> one.outcome().name()).orElse("NONE"));
        result.map(ApprovalsOfDeal.Result::reason).ifPresent(reason -> detail.put("reason", reason));
        timeline.add(id, clock.instant(), "APPROVAL_DECIDED", null, detail);
        if (approved) {
            deal.approve(kind.name());
        } else {
            deal.withdrawPass();
            deal.missing(gate.look(deal).missing().size());
            notices.tellOwner(deal, deal.round(), DealNotices.Node.APPROVAL_DECLINED, null);
        }
        return approved;
    }
}
