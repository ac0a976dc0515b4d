package dev.baton.opportunity.deal;

import dev.baton.shared.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What may be sold, to whom and for how much: what people say of a deal and may correct. */
@Embeddable
record Terms(
        String name,
        String customerName,
        String customerType,
        @Nullable String customerEmail,
        BigDecimal amount,

        @JdbcTypeCode(SqlTypes.CHAR) @Column(length = 3) String currency,

        BigDecimal discount,
        LocalDate expectedCloseOn,
        @Nullable String contractType) {

    static Terms of(NewDeal.Checked said) {
        return new Terms(
                said.name(),
                said.customerName(),
                said.customerType(),
                said.customerEmail(),
                said.money().amount(),
                said.money().currency().getCurrencyCode(),
                said.discount(),
                said.expectedCloseOn(),
                said.contractType());
    }

    Money money() {
        return new Money(amount, Currency.getInstance(currency));
    }
}
