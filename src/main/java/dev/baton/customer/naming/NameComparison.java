package dev.baton.customer.naming;

import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.jspecify.annotations.Nullable;

/**
 * Two names of companies beside each other, part by part (F-08). The share of letters that two whole names have in common
 * is not asked: names of different firms differ by one character, and names of one firm by half of them.
 *
 * @param brand how far the brand words agree, 0 to 1
 * @param trade whether they do the same; null where one does not say
 * @param place whether they are in the same place; null where one does not say
 */
public record NameComparison(
        Verdict verdict,
        double brand,
        @Nullable Boolean trade,
        @Nullable Boolean place) {

    /** What the names alone say. */
    public enum Verdict {
        /** No part contradicts, and the brand is the same. */
        SAME,
        /** The same by sound, by an alias, or but for a slip of the pen: a person decides. */
        ALIKE,
        /** Two members of one group. */
        RELATED,
        DIFFERENT,
        /** One has no name. */
        UNKNOWN
    }

    /** Fewer characters are no ground for "nearly". */
    private static final int LONG_ENOUGH = 5;

    /** So many characters of a brand are rarely shared by two firms, wherever they are. */
    private static final int TELLS_WITHOUT_PLACE = 4;

    private static final double NEARLY = 0.9;
    private static final double BY_SOUND = 0.9;
    private static final double BY_ALIAS = 0.95;
    private static final double BEGINNING = 0.86;
    private static final JaroWinklerSimilarity LETTERS = new JaroWinklerSimilarity();

    public static NameComparison of(CompanyName one, CompanyName other) {
        if (one.saysNothing() || other.saysNothing()) {
            return new NameComparison(Verdict.UNKNOWN, 0, null, null);
        }
        return byFormerName(one, other).or(() -> byFormerName(other, one)).orElseGet(() -> asWritten(one, other));
    }

    /** One says that it was called what the other is called: a person looks, for the name may have gone to another firm. */
    private static Optional<NameComparison> byFormerName(CompanyName one, CompanyName other) {
        return one.former().stream()
                .map(former -> asWritten(former, other))
                .filter(before -> before.verdict() == Verdict.SAME)
                .findFirst()
                .map(before -> new NameComparison(Verdict.ALIKE, BY_ALIAS, before.trade(), before.place()));
    }

    private static NameComparison asWritten(CompanyName one, CompanyName other) {
        var place = (one.places().isEmpty() || other.places().isEmpty())
                ? null
                : (Boolean) Regions.together(one.places(), other.places());
        var trade = (one.trades().isEmpty() || other.trades().isEmpty())
                ? null
                : (Boolean) (one.trades().containsAll(other.trades())
                        || other.trades().containsAll(one.trades()));
        var brand = brands(one, other, place, trade == null);
        return new NameComparison(verdict(one, other, brand, trade, place), brand, trade, place);
    }

    private static Verdict verdict(
            CompanyName one, CompanyName other, double brand, @Nullable Boolean trade, @Nullable Boolean place) {
        if (brand == 0) {
            return Verdict.DIFFERENT;
        }
        var aliased = !one.alias().isEmpty() || !other.alias().isEmpty();
        if (!one.markers().equals(other.markers())) {
            return Verdict.RELATED;
        }
        if (Boolean.FALSE.equals(trade)) {
            return Verdict.DIFFERENT;
        }
        if (Boolean.FALSE.equals(place) && !aliased) {
            return Verdict.DIFFERENT;
        }
        return brand == 1 ? Verdict.SAME : Verdict.ALIKE;
    }

    private static double brands(CompanyName one, CompanyName other, @Nullable Boolean place, boolean tradeOpen) {
        if (one.brand().equals(other.brand())) {
            return 1;
        }
        if (hasBefore(one, other) || hasBefore(other, one)) {
            return BY_ALIAS;
        }
        if (alias(one, other) || alias(other, one)) {
            return 1;
        }
        if (one.isLatin() && other.isLatin()) {
            return LatinCompanyName.alike(one.written(), other.written());
        }
        if (one.brand().length() > 1 && other.brand().length() > 1 && Readings.soundAlike(one.brand(), other.brand())) {
            return BY_SOUND;
        }
        var shortest = Math.min(one.brand().length(), other.brand().length());
        var nearly = shortest >= LONG_ENOUGH ? LETTERS.apply(one.brand(), other.brand()) : 0;
        if (nearly >= NEARLY) {
            return Math.min(nearly, BY_ALIAS);
        }
        var telling = Boolean.TRUE.equals(place) || (place == null && shortest >= TELLS_WITHOUT_PLACE);
        return telling && tradeOpen && isBeginning(one.brand(), other.brand()) ? BEGINNING : 0;
    }

    private static boolean alias(CompanyName one, CompanyName other) {
        return !one.alias().isEmpty()
                && (one.alias().equals(other.brand()) || one.alias().equals(other.alias()))
                && !Set.of("第一", "第二", "第三", "中心").contains(one.alias());
    }

    private static boolean hasBefore(CompanyName one, CompanyName other) {
        return one.former().stream().anyMatch(former -> former.brand().equals(other.brand()));
    }

    /** A trade that nobody knows makes a brand longer: 云帆 and 云帆智造. */
    private static boolean isBeginning(String one, String other) {
        var shorter = one.length() <= other.length() ? one : other;
        var longer = one.length() <= other.length() ? other : one;
        return shorter.length() >= 2 && longer.length() - shorter.length() >= 2 && longer.startsWith(shorter);
    }

    /**
     * The share of the parts that agree, weighted; what one of the names does not say is not counted. Between 0 and 1.
     *
     * @throws IllegalArgumentException where the weights sum to nothing
     */
    public double similarity(double brandWeight, double tradeWeight, double placeWeight) {
        var all = brandWeight + (trade == null ? 0 : tradeWeight) + (place == null ? 0 : placeWeight);
        if (all <= 0) {
            throw new IllegalArgumentException("the parts of a name have no weight");
        }
        return (brandWeight * brand
                        + (Boolean.TRUE.equals(trade) ? tradeWeight : 0)
                        + (Boolean.TRUE.equals(place) ? placeWeight : 0))
                / all;
    }
}
