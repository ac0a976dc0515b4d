package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.contract.Contract;
import dev.baton.approval.contract.Contracts;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.DealTerms;
import dev.baton.approval.file.NewestApproval;
import dev.baton.approval.file.StandingApprovals;
import dev.baton.approval.file.StoredApprovals;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Compares what a deal and its contract say now with what was approved: an approval is bound to its facts (SW-10). */
@Component
class ComparingWithApproved implements StandingApprovals {

    private final StoredApprovals approvals;
    private final Contracts contracts;
    private final ChoosingChain choosing;

    ComparingWithApproved(StoredApprovals approvals, Contracts contracts, ChoosingChain choosing) {
        this.approvals = approvals;
        this.contracts = contracts;
        this.choosing = choosing;
    }

    @Override
    public Set<ApprovalKind> standing(DealTerms terms) {
        var standing = EnumSet.noneOf(ApprovalKind.class);
        approvals.newest(terms.dealId()).forEach((kind, newest) -> {
            if (newest.outcome() == ApprovalsOfDeal.Outcome.APPROVED && covers(newest, terms)) {
                standing.add(kind);
            }
        });
        return standing;
    }

    @Override
    public Optional<String> contractType(DealTerms terms) {
        return contracts.newest(terms.dealId()).map(Contract::type).or(() -> Optional.ofNullable(terms.contractType()));
    }

    private boolean covers(NewestApproval approved, DealTerms terms) {
        var contract = approved.kind() == ApprovalKind.CONTRACT
                ? contracts.newest(terms.dealId()).orElse(null)
                : null;
        var now = ApprovalFigures.of(approved.kind(), terms, contract).figures();
        // A quote goes by what the deal says of the contract's type; that nobody had said it voids nothing.
        var sameType = Objects.equals(now.contractType(), approved.contractType()) || approved.contractType() == null;
        return now.currency().equals(approved.currency())
                && now.amount().compareTo(approved.amount()) <= 0
                && now.discount().compareTo(approved.discount()) <= 0
                && sameType
                && (approved.customerType() == null || approved.customerType().equals(now.customerType()))
                && Objects.equals(contract == null ? null : contract.id(), approved.contractId())
                && everyStepWasAsked(approved, now);
    }

    private boolean everyStepWasAsked(NewestApproval approved, ChoosingChain.Figures now) {
        return choosing.choose(now).steps().stream()
                .allMatch(step -> approved.steps().contains(step.rule().key()));
    }
}
