package dev.baton.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTests {

    @ParameterizedTest
    @CsvSource({
        "12800, CNY, CNY 12800.00",
        "12800.5, CNY, CNY 12800.50",
        "12800.500000000000000000000000000000, CNY, CNY 12800.50",
        "1.28E4, CNY, CNY 12800.00",
        "999999999999.99, CNY, CNY 999999999999.99",
        "-3, USD, USD -3.00",
        "0E+1000000000, CNY, CNY 0.00",
        "500, JPY, JPY 500",
        "0.125, KWD, KWD 0.125"
    })
    void isWrittenWithTheDecimalsOfItsCurrency(BigDecimal amount, String currency, String written) {
        assertThat(Money.of(amount, currency, "amount")).hasToString(written);
    }

    @Test
    void isEqualWhereTheAmountIsEqual() {
        assertThat(cny("10")).isEqualTo(cny("10.00")).hasSameHashCodeAs(cny("1E1"));
    }

    @ParameterizedTest
    @CsvSource({
        ", CNY, missing-field, price",
        "10, , missing-field, currency",
        "10, '  ', missing-field, currency",
        "10, RMB, invalid-currency, currency",
        "10, cny, invalid-currency, currency",
        "10, XAU, invalid-currency, currency",
        "10.001, CNY, too-many-decimals, price",
        "0.123456789012345678901234567890, CNY, too-many-decimals, price",
        "1E-1000000000, CNY, too-many-decimals, price",
        "10.5, JPY, too-many-decimals, price",
        "1000000000000, CNY, amount-too-large, price",
        "1E+1000000000, CNY, amount-too-large, price",
        "0, CNY, amount-not-positive, price",
        "-0.01, CNY, amount-not-positive, price"
    })
    void refusesWhatIsNoPriceAndNamesTheField(
            @Nullable BigDecimal amount, @Nullable String currency, String code, String field) {
        assertThatThrownBy(() -> Money.positive(amount, currency, "price"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).isEqualTo(field);
                });
    }

    @Test
    void addsAndComparesWhatIsOfOneKindOnly() {
        assertThat(cny("1.10").plus(cny("2.20"))).isEqualTo(cny("3.30"));
        assertThat(cny("2")).isGreaterThan(cny("1.99"));
        var dollar = new Money(BigDecimal.ONE, Currency.getInstance("USD"));
        assertThatThrownBy(() -> cny("1").plus(dollar)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> cny("1").compareTo(dollar)).isInstanceOf(Refusal.class);
    }

    private static Money cny(String amount) {
        return Money.of(new BigDecimal(amount), "CNY", "amount");
    }
}
