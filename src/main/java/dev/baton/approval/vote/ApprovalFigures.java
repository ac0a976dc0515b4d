package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.contract.WritingContract;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The figures that an approval is about: of the contract on file, and where the deal says something stricter, that. */
record ApprovalFigures(ChoosingChain.Figures figures, boolean contractDiffers) {

    static ApprovalFigures of(
            ApprovalKind kind,
            @Nullable String customerType,
            @Nullable String variant,
            @Nullable String contractType,
            BigDecimal amount,
            String currency,
            @Nullable BigDecimal dealDiscount,
            WritingContract.@Nullable Contract contract) {
        var discount = dealDiscount == null ? BigDecimal.ZERO : dealDiscount;
        if (contract == null) {
            return new ApprovalFigures(
                    new ChoosingChain.Figures(kind, customerType, variant, contractType, amount, currency, discount),
                    false);
        }
        var sameCurrency = contract.currency().equals(currency);
        return new ApprovalFigures(
                new ChoosingChain.Figures(
                        kind,
                        customerType,
                        variant,
                        contract.type() == null ? contractType : contract.type(),
                        sameCurrency ? contract.amount().max(amount) : contract.amount(),
                        contract.currency(),
                        contract.discount().max(discount)),
                !sameCurrency
                        || contract.amount().compareTo(amount) != 0
                        || contract.discount().compareTo(discount) != 0);
    }
}
