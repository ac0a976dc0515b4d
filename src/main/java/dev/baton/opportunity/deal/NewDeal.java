package dev.baton.opportunity.deal;

import dev.baton.lead.LeadId;
import dev.baton.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/** A deal as somebody hands it in: nothing is sure yet. */
@NamedInterface("deal")
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
    public record Checked(
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
