package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.contract.Contract;
import dev.baton.approval.contract.Contracts;
import dev.baton.approval.file.ApprovableDeals;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.DealTerms;
import dev.baton.engine.ForcedStep;
import dev.baton.engine.Inbox;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Reads what a deal asks approvers for, from its record and its newest contract and from nothing that a process says. */
@Component
class AwaitedApprovals {

    /** @param requester on whose word the gate asked; that person has no vote */
    record Awaited(ApprovalKind kind, DealTerms terms, PersonId requester) {}

    private final ApprovableDeals deals;
    private final Contracts contracts;
    private final Approvals file;
    private final Inbox inbox;
    private final MessageSource messages;

    AwaitedApprovals(ApprovableDeals deals, Contracts contracts, Approvals file, Inbox inbox, MessageSource messages) {
        this.deals = deals;
        this.contracts = contracts;
        this.file = file;
        this.inbox = inbox;
        this.messages = messages;
    }

    /**
     * How much, for whom and on whose word.
     *
     * @throws ForcedStep when the deal waits for no such approval, or when people can still vote in the one that
     *     another instance has opened
     */
    Awaited awaited(ApprovalKind kind, UUID dealId) {
        var terms = deals.terms(dealId);
        var requester = deals.requester(dealId, kind);
        if (terms.isEmpty() || requester.isEmpty()) {
            throw new ForcedStep("deal " + dealId + " waits for no approval " + kind
                    + ": no gate has asked for one, whatever started this instance");
        }
        mustNotBeVotedOn(kind, dealId);
        return new Awaited(kind, terms.get(), requester.get());
    }

    Optional<Contract> contract(ApprovalKind kind, UUID dealId) {
        return kind == ApprovalKind.CONTRACT ? contracts.newest(dealId) : Optional.empty();
    }

    /** What people read: the contract's own title, else one that is made of the deal's name. */
    String title(Awaited asked, @Nullable Contract contract) {
        return contract != null
                ? contract.title()
                : messages.getMessage(
                        "approval.title." + asked.kind(),
                        new Object[] {asked.terms().dealName()},
                        Locale.SIMPLIFIED_CHINESE);
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
