package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.contract.WritingContract;
import dev.baton.approval.file.ApprovableDeals;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.ForcedStep;
import dev.baton.engine.Inbox;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what a deal asks approvers for, from its record and its newest contract and from nothing that a process says. */
@Component
class AwaitedApprovals {

    private final ApprovableDeals deals;
    private final WritingContract contracts;
    private final Approvals file;
    private final Inbox inbox;

    AwaitedApprovals(ApprovableDeals deals, WritingContract contracts, Approvals file, Inbox inbox) {
        this.deals = deals;
        this.contracts = contracts;
        this.file = file;
        this.inbox = inbox;
    }

    /**
     * How much, for whom and on whose word.
     *
     * @throws ForcedStep when the deal waits for no such approval, or when people can still vote in the one that
     *     another instance has opened
     */
    OpeningApproval.Asked asked(ApprovalKind kind, UUID dealId) {
        var terms = deals.terms(dealId);
        var requester = deals.requester(dealId, kind);
        if (terms.isEmpty() || requester.isEmpty()) {
            throw new ForcedStep("deal " + dealId + " waits for no approval " + kind
                    + ": no gate has asked for one, whatever started this instance");
        }
        mustNotBeVotedOn(kind, dealId);
        var it = terms.get();
        return new OpeningApproval.Asked(
                kind,
                dealId,
                it.dealName(),
                it.ownerId(),
                it.region(),
                it.customerType(),
                it.amount(),
                it.currency(),
                it.discount(),
                it.contractType(),
                it.variant(),
                requester.get());
    }

    Optional<WritingContract.Contract> contract(ApprovalKind kind, UUID dealId) {
        return kind == ApprovalKind.CONTRACT ? contracts.newest(dealId) : Optional.empty();
    }

    /** Since when the deal stands where it asks; now where nobody knows. */
    Instant since(UUID dealId, Instant now) {
        return deals.inStageSince(dealId).orElse(now);
    }

    private void mustNotBeVotedOn(ApprovalKind kind, UUID dealId) {
        file.ofDeal(dealId).stream()
                .filter(one -> one.open() && one.kind() == kind)
                .filter(one ->
                        inbox.openOf(dealId).stream().anyMatch(task -> task.processInstanceKey() == one.instance()))
                .findFirst()
                .ifPresent(one -> {
                    throw new ForcedStep(
                            "the approval " + kind + " of deal " + dealId + " is being voted on in instance "
                                    + one.instance() + "; a second one cannot take its place");
                });
    }
}
