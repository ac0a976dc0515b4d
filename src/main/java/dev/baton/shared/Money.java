package dev.baton.shared;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amount with its currency, written with exactly the decimals that the currency has, so that equal amounts are equal.
 * Every refusal names the field.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    /** Twelve digits before the point: more than any contract, little enough for every column and every sum. */
    private static final int LONGEST = 12;

    public Money {
        if (amount == null) {
            throw missing("amount");
        }
        if (currency == null) {
            throw missing("currency");
        }
        amount = exact(amount, currency, "amount");
    }

    /** What somebody typed: may be zero, may be below zero. */
    public static Money of(@Nullable BigDecimal amount, @Nullable String currency, String field) {
        if (amount == null) {
            throw missing(field);
        }
        var known = currency(currency);
        return new Money(exact(amount, known, field), known);
    }

    /** What somebody typed where only more than nothing makes sense. */
    public static Money positive(@Nullable BigDecimal amount, @Nullable String currency, String field) {
        var money = of(amount, currency, field);
        if (money.amount.signum() <= 0) {
            throw Refusal.invalid(
                    "amount-not-positive", field, Map.of("field", field, "value", money.amount.toPlainString()));
        }
        return money;
    }

    /** Refuses to add what is not of one kind. */
    public Money plus(Money other) {
        mustBeOfTheSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    @Override
    public int compareTo(Money other) {
        mustBeOfTheSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + amount.toPlainString();
    }

    private void mustBeOfTheSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw Refusal.invalid(
                    "currency-differs",
                    "currency",
                    Map.of(
                            "field",
                            "currency",
                            "value",
                            other.currency.getCurrencyCode(),
                            "expected",
                            currency.getCurrencyCode()));
        }
    }

    private static Currency currency(@Nullable String code) {
        if (code == null || code.isBlank()) {
            throw missing("currency");
        }
        try {
            return Currency.getInstance(code.strip());
        } catch (IllegalArgumentException e) {
            throw unusable(code);
        }
    }

    private static BigDecimal exact(BigDecimal amount, Currency currency, String field) {
        var decimals = currency.getDefaultFractionDigits();
        if (decimals < 0) {
            throw unusable(currency.getCurrencyCode());
        }
        if (amount.signum() == 0) {
            return BigDecimal.ZERO.setScale(decimals);
        }
        // Measured before anything is written out: 1E+1000000000 is a short word for a gigabyte of zeros.
        if ((long) amount.precision() - amount.scale() > LONGEST) {
            throw Refusal.invalid("amount-too-large", field, Map.of("field", field, "digits", LONGEST));
        }
        var shortest = amount.stripTrailingZeros();
        if (shortest.scale() > decimals) {
            throw Refusal.invalid(
                    "too-many-decimals",
                    field,
                    Map.of("field", field, "digits", decimals, "currency", currency.getCurrencyCode()));
        }
        return shortest.setScale(decimals);
    }

    private static Refusal missing(String field) {
        return Refusal.invalid("missing-field", field, Map.of("field", field));
    }

    private static Refusal unusable(String code) {
        return Refusal.invalid("invalid-currency", "currency", Map.of("field", "currency", "value", code));
    }
}
