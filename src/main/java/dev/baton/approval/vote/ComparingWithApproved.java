package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.contract.WritingContract;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.DealTerms;
import dev.baton.approval.file.StandingApprovals;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares what a deal and its contract say now with what was approved: an approval is bound to its facts (SW-10). */
@Component
class ComparingWithApproved implements StandingApprovals {

    private final Approvals file;
    private final WritingContract contracts;
    private final ChoosingChain choosing;

    ComparingWithApproved(Approvals file, WritingContract contracts, ChoosingChain choosing) {
        this.file = file;
        this.contracts = contracts;
        this.choosing = choosing;
    }

    @Override
    public boolean stands(DealTerms terms, ApprovalKind kind) {
        return file.ofDeal(terms.dealId()).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .filter(one -> one.outcome() == ApprovalsOfDeal.Outcome.APPROVED)
                .filter(one -> covers(one, terms))
                .isPresent();
    }

    @Override
    public Optional<String> contractType(DealTerms terms) {
        return contracts
                .newest(terms.dealId())
                .map(WritingContract.Contract::type)
                .or(() -> Optional.ofNullable(terms.contractType()));
    }

    private boolean covers(Approval approved, DealTerms terms) {
        var contract = approved.kind() == ApprovalKind.CONTRACT
                ? contracts.newest(terms.dealId())
                : Optional.<WritingContract.Contract>empty();
        var now = ApprovalFigures.of(
                        approved.kind(),
                        terms.customerType(),
                        terms.variant(),
                        terms.contractType(),
                        terms.amount(),
                        terms.currency(),
                        terms.discount(),
                        contract.orElse(null))
                .figures();
        // A quote goes by what the deal says of the contract's type; that nobody had said it voids nothing.
        var sameType = Objects.equals(now.contractType(), approved.contractType()) || approved.contractType() == null;
        return now.currency().equals(approved.currency())
                && now.amount().compareTo(approved.amount()) <= 0
                && now.discount().compareTo(approved.discount()) <= 0
                && sameType
                && (approved.customerType() == null || approved.customerType().equals(now.customerType()))
                && Objects.equals(contract.map(WritingContract.Contract::id).orElse(null), approved.contractId())
                && everyStepWasAsked(approved, now);
    }

    private boolean everyStepWasAsked(Approval approved, ChoosingChain.Figures now) {
        var asked = approved.steps().stream().map(Approval.Step::key).collect(Collectors.toSet());
        return choosing.choose(now).steps().stream()
                .allMatch(step -> asked.contains(step.rule().key()));
    }
}
