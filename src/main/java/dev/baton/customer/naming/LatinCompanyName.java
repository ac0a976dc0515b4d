package dev.baton.customer.naming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** A company's name in Latin letters, read into the same parts: Suzhou Yunfan Precision Co., Ltd. */
final class LatinCompanyName {

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> FORMS = Set.of(
            "co",
            "ltd",
            "limited",
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "company",
            "llc",
            "llp",
            "lp",
            "plc",
            "gmbh",
            "ag",
            "kg",
            "sa",
            "sas",
            "sarl",
            "srl",
            "spa",
            "bv",
            "nv",
            "ab",
            "as",
            "oy",
            "pty",
            "pte",
            "the",
            "and",
            "of",
            "de");
    private static final Set<String> MARKERS = Set.of("group", "holding", "holdings", "branch", "sales", "investment");

    private static final int LONG_ENOUGH = 5;
    private static final double NEARLY = 0.92;
    private static final double FEWER_WORDS = 0.95;
    private static final JaroWinklerSimilarity LETTERS = new JaroWinklerSimilarity();

    private LatinCompanyName() {}

    static CompanyName of(String written) {
        var text = HanText.spaced(written).replace("'", "").replace("’", "");
        var brand = new ArrayList<String>();
        var places = new HashSet<String>();
        var place = new StringBuilder();
        var trades = new LinkedHashSet<String>();
        var trade = new ArrayList<String>();
        var markers = new TreeSet<String>();
        for (var word : text.isEmpty() ? List.<String>of() : List.of(WORDS.split(text, -1))) {
            if (word.isEmpty() || FORMS.contains(word)) {
                continue;
            }
            var meant = Trades.ofWord(word);
            if (meant.isPresent()) {
                trades.add(meant.get());
                trade.add(word);
            } else if (MARKERS.contains(word)) {
                markers.add(marker(word));
            } else if (places.isEmpty() && Regions.isSpelledSo(word)) {
                places.addAll(Regions.spelled(word));
                place.append(word);
            } else if (!brand.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                markers.add(word);
            } else {
                brand.add(word);
            }
        }
        if (brand.isEmpty() && !place.isEmpty()) {
            brand.add(place.toString());
            places.clear();
            place.setLength(0);
        }
        if (brand.isEmpty() && !trade.isEmpty()) {
            brand.addAll(trade);
            trade.clear();
            trades.clear();
        }
        return new CompanyName(
                written,
                WORDS.matcher(text).replaceAll(""),
                Set.copyOf(places),
                place.toString(),
                String.join("", brand),
                Set.copyOf(trades),
                String.join("", trade),
                Set.copyOf(markers),
                List.of(),
                "");
    }

    /**
     * How far two brands of several words agree where they are not the same: one may be written with fewer words, or with a
     * slip of the pen. A single short word is no ground for anything.
     *
     * @return 0 to 1
     */
    static double alike(String one, String other) {
        var here = brandWords(one);
        var there = brandWords(other);
        var shorter = here.size() <= there.size() ? here : there;
        var longer = here.size() <= there.size() ? there : here;
        var letters = String.join("", shorter).length();
        if (letters < LONG_ENOUGH) {
            return 0;
        }
        if (longer.containsAll(shorter)) {
            return FEWER_WORDS;
        }
        var nearly = LETTERS.apply(String.join("", here), String.join("", there));
        return nearly >= NEARLY ? Math.min(nearly, FEWER_WORDS) : 0;
    }

    private static Set<String> brandWords(String written) {
        var words = new TreeSet<String>();
        for (var word : WORDS.split(HanText.spaced(written).replace("'", "").replace("’", ""), -1)) {
            if (!word.isEmpty()
                    && !FORMS.contains(word)
                    && !MARKERS.contains(word)
                    && Trades.ofWord(word).isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String marker(String word) {
        return switch (word) {
            case "group" -> "集团";
            case "holding", "holdings" -> "控股";
            case "sales" -> "销售";
            case "investment" -> "投资";
            default -> "分公司:";
        };
    }
}
