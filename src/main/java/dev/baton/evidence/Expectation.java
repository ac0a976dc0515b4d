package dev.baton.evidence;

import dev.baton.evidence.inspection.FileType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file has to be, and what its text is compared with.
 *
 * @param types what the content may be; never empty
 * @param amount the record's amount, null where this kind of evidence names none
 * @param currency of the amount; a sum without a currency in the text counts as one in this currency
 * @param dates days of which the text must name one, empty where it need not
 */
public record Expectation(
        Set<FileType> types,
        @Nullable BigDecimal amount,
        @Nullable Currency currency,
        Set<LocalDate> dates) {

    public Expectation {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("no type is allowed");
        }
        if ((amount == null) != (currency == null)) {
            throw new IllegalArgumentException("an amount and its currency belong together");
        }
        types = Set.copyOf(types);
        dates = Set.copyOf(dates);
    }

    /** A file that is compared with nothing. */
    public static Expectation of(Set<FileType> types) {
        return new Expectation(types, null, null, Set.of());
    }

    /** The same, and the text has to name this amount. */
    public Expectation withAmount(BigDecimal expected, Currency in) {
        return new Expectation(types, expected, in, dates);
    }

    /** The same, and the text has to name one of these days. */
    public Expectation withDates(Set<LocalDate> expected) {
        return new Expectation(types, amount, currency, expected);
    }
}
