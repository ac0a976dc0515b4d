package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.contract.Contract;
import dev.baton.approval.file.DealTerms;
import org.jspecify.annotations.Nullable;

/** The figures that an approval is about: of the contract on file, and where the deal says something stricter, that. */
record ApprovalFigures(ChoosingChain.Figures figures, boolean contractDiffers) {

    static ApprovalFigures of(ApprovalKind kind, DealTerms deal, @Nullable Contract contract) {
        var figures = new ChoosingChain.Figures(
                kind,
                deal.customerType(),
                deal.variant(),
                deal.contractType(),
                deal.amount(),
                deal.currency(),
                deal.discount());
        if (contract == null) {
            return new ApprovalFigures(figures, false);
        }
        var sameCurrency = contract.currency().equals(deal.currency());
        return new ApprovalFigures(
                new ChoosingChain.Figures(
                        kind,
                        deal.customerType(),
                        deal.variant(),
                        contract.type() == null ? deal.contractType() : contract.type(),
                        sameCurrency ? contract.amount().max(deal.amount()) : contract.amount(),
                        contract.currency(),
                        contract.discount().max(deal.discount())),
                !sameCurrency
                        || contract.amount().compareTo(deal.amount()) != 0
                        || contract.discount().compareTo(deal.discount()) != 0);
    }
}
