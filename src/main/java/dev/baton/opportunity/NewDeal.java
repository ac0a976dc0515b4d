package dev.baton.opportunity;

import dev.baton.lead.LeadId;
import dev.baton.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A deal as somebody hands it in: nothing is sure yet. */
public record NewDeal(
        @Nullable LeadId leadId,
        @Nullable String name,
        @Nullable String customerName,
        @Nullable String customerType,
        @Nullable String customerEmail,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable BigDecimal discount,
        @Nullable LocalDate expectedCloseOn,
        @Nullable String contractType) {

    /** A deal as it will be stored. */
    record Checked(
            @Nullable LeadId leadId,
            @Nullable String externalRef,
            String name,
            String customerName,
            String customerType,
            @Nullable String customerEmail,
            Money money,
            BigDecimal discount,
            LocalDate expectedCloseOn,
            @Nullable String contractType) {}
}
