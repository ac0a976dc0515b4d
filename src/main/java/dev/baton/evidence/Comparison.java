package dev.baton.evidence;

import dev.baton.evidence.Mismatch.Difference;
import dev.baton.evidence.Mismatch.What;
import dev.baton.evidence.inspection.Reading;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares what a file says with what its record says (SG-04). Where the file calls a sum the whole, only such sums
 * count, so that a contract over 120,000 with a first payment of 100,000 does not pass for a deal over 100,000. A file
 * that names no amount, or no date, differs in none.
 */
final class Comparison {

    private static final int SHOWN = 10;

    private Comparison() {}

    /** What a piece differs in, by what is read in it; what was declined before stays declined. */
    static Optional<Mismatch> of(Piece piece, Expectation expectation) {
        var known = piece.reading() == Reading.READ || piece.stated() != null;
        var compared = known ? of(piece.says(), expectation) : unknown(expectation);
        var before = piece.mismatch();
        if (before == null || !before.isOf(What.DECLINED)) {
            return compared;
        }
        var differences =
                new ArrayList<Difference>(compared.map(Mismatch::differences).orElse(List.of()));
        before.differences().stream().filter(one -> one.what() == What.DECLINED).forEach(differences::add);
        return Optional.of(new Mismatch(differences));
    }

    /** Nobody knows yet what the file says: somebody has to look (SG-04). */
    static Optional<Mismatch> unknown(Expectation expectation) {
        var differences = new ArrayList<Difference>();
        if (expectation.amount() != null && expectation.currency() != null) {
            differences.add(new Difference(What.AMOUNT, said(expectation.amount(), expectation.currency()), List.of()));
        }
        if (!expectation.dates().isEmpty()) {
            differences.add(new Difference(What.DATE, said(expectation.dates()), List.of()));
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(new Mismatch(differences));
    }

    static Optional<Mismatch> of(Found found, Expectation expectation) {
        var differences = new ArrayList<Difference>();
        if (expectation.amount() != null && expectation.currency() != null) {
            amount(found.amounts(), expectation.amount(), expectation.currency())
                    .ifPresent(differences::add);
        }
        if (!expectation.dates().isEmpty() && !found.dates().isEmpty()) {
            date(found, expectation).ifPresent(differences::add);
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(new Mismatch(differences));
    }

    private static Optional<Difference> amount(List<Found.Sum> found, BigDecimal amount, Currency currency) {
        var totals = found.stream().filter(Found.Sum::total).toList();
        var counting = totals.isEmpty() ? found : totals;
        Predicate<Found.Sum> sameAmount = sum -> sum.amount().compareTo(amount) == 0;
        if (counting.isEmpty() || counting.stream().anyMatch(sameAmount.and(sum -> isIn(sum, currency)))) {
            return Optional.empty();
        }
        var what = counting.stream().anyMatch(sameAmount) ? What.CURRENCY : What.AMOUNT;
        return Optional.of(new Difference(
                what,
                said(amount, currency),
                counting.stream().limit(SHOWN).map(Found.Sum::toString).toList()));
    }

    private static boolean isIn(Found.Sum sum, Currency currency) {
        return sum.loose() || sum.currency().equals(currency.getCurrencyCode());
    }

    private static Optional<Difference> date(Found found, Expectation expectation) {
        if (found.dates().stream().anyMatch(expectation.dates()::contains)) {
            return Optional.empty();
        }
        return Optional.of(new Difference(
                What.DATE,
                said(expectation.dates()),
                found.dates().stream().limit(SHOWN).map(Object::toString).toList()));
    }

    private static String said(BigDecimal amount, Currency currency) {
        return currency.getCurrencyCode() + " " + amount.toPlainString();
    }

    private static String said(Set<LocalDate> dates) {
        return dates.stream()
                .sorted(Comparator.naturalOrder())
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
