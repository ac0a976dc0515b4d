package dev.baton.opportunity.stage;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.evidence.Evidence;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what came of an approval from the votes on file; what the called process says counts for nothing. */
@Component
public class ReadingApproval {

    private final Deals deals;
    private final Gate gate;
    private final ApprovalsOfDeal approvals;
    private final StagePolicy policy;
    private final Evidence evidence;
    private final DealNotices notices;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReadingApproval(
            Deals deals,
            Gate gate,
            ApprovalsOfDeal approvals,
            StagePolicy policy,
            Evidence evidence,
            DealNotices notices,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.gate = gate;
        this.approvals = approvals;
        this.policy = policy;
        this.evidence = evidence;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    /** True when it was approved; otherwise the deal goes back to its task, and what the gate let through is void. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean read(DealId id, ApprovalKind kind) {
        var deal = deals.change(id);
        var result = approvals.latest(id.value(), kind);
        var approved = result.filter(one -> one.outcome() == ApprovalsOfDeal.Outcome.APPROVED)
                .isPresent();
        if (approved) {
            deal.approve(kind.name());
        } else {
            deal.withdrawPass();
            result.filter(one -> one.outcome() == ApprovalsOfDeal.Outcome.DECLINED)
                    .ifPresent(one -> decline(deal, one.reason()));
            gate.note(deal);
            notices.tellOwner(deal, deal.round(), DealNotices.Node.APPROVAL_DECLINED, null);
        }
        events.publishEvent(new DealEvent.ApprovalRead(
                deal,
                clock.instant(),
                kind.name(),
                result.map(one -> one.outcome().name()).orElse("NONE"),
                result.map(ApprovalsOfDeal.Result::reason).orElse(null)));
        return approved;
    }

    /** The very file that was declined is not what asks again, unless somebody says why it should. */
    private void decline(Deal deal, @Nullable String said) {
        var stage = deal.stage();
        if (stage != null) {
            var papers = policy.stage(stage).evidence().stream()
                    .filter(proof -> !proof.compare().equals("none"))
                    .map(Stage.Proof::kind)
                    .collect(Collectors.toSet());
            evidence.decline(Gate.RECORD_KIND, deal.getId(), stage, papers, said == null ? "" : said);
        }
    }
}
