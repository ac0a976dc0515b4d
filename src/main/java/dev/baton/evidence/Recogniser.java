package dev.baton.evidence;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds amounts and dates in the text of Chinese and English business papers (SG-04), also where character recognition
 * has put blanks between the characters.
 *
 * <p>An amount needs a currency beside it ({@code ￥120,000.00}, {@code 12 万元}, {@code USD 5,000}, {@code
 * 人民币壹拾贰万元整}) or a word like 合同总金额 or Total before it. A date is a day of the calendar between 1990 and 2100:
 * {@code 2026-11-23}, {@code 2026年11月23日}, {@code 二〇二六年十一月二十三日}, {@code 23 November 2026}.
 */
final class Recogniser {

    private static final int MOST = 100;
    private static final int LOOK_BACK = 60;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;

    private static final String DIGITS = "零〇一二三四五六七八九";
    private static final String CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖";

    private static final Map<String, String> CURRENCIES = Map.ofEntries(
            Map.entry("¥", "CNY"),
            Map.entry("元", "CNY"),
            Map.entry("圆", "CNY"),
            Map.entry("人民币", "CNY"),
            Map.entry("CNY", "CNY"),
            Map.entry("RMB", "CNY"),
            Map.entry("YUAN", "CNY"),
            Map.entry("$", "USD"),
            Map.entry("US$", "USD"),
            Map.entry("USD", "USD"),
            Map.entry("DOLLARS", "USD"),
            Map.entry("美元", "USD"),
            Map.entry("美金", "USD"),
            Map.entry("HK$", "HKD"),
            Map.entry("HKD", "HKD"),
            Map.entry("港币", "HKD"),
            Map.entry("港元", "HKD"),
            Map.entry("€", "EUR"),
            Map.entry("EUR", "EUR"),
            Map.entry("欧元", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("GBP", "GBP"),
            Map.entry("英镑", "GBP"),
            Map.entry("JPY", "JPY"),
            Map.entry("日元", "JPY"));
    private static final Set<String> LOOSE = Set.of("¥", "$");

    private static final Map<String, BigDecimal> SCALES = Map.of(
            "千", new BigDecimal("1000"),
            "万", new BigDecimal("10000"),
            "百万", new BigDecimal("1000000"),
            "千万", new BigDecimal("10000000"),
            "亿", new BigDecimal("100000000"));

    private static final String NUMBER =
            "(?<number>\\d{1,3}(?:,\\s?\\d{3})+(?:\\s?\\.\\s?\\d{1,6})?|\\d{1,15}(?:\\.\\d{1,6})?)";

    private static final Pattern AMOUNT = Pattern.compile(
            "(?<![\\d.,A-Za-z])(?:(?<before>US\\$|HK\\$|\\$|¥|€|£|(?:USD|CNY|RMB|HKD|EUR|GBP|JPY)(?![A-Za-z])|人民币|美元|美金|港币|欧元|英镑|日元)"
                    + "\\s*:?\\s*(?:¥\\s*)?)?"
                    + NUMBER
                    + "(?![\\d,]*\\d|\\.\\d)\\s*(?<scale>千万|百万|亿|万|千)?\\s*"
                    + "(?<after>美元|美金|港元|港币|欧元|英镑|日元|人民币|元|圆|(?i:USD|CNY|RMB|HKD|EUR|GBP|JPY|dollars|yuan)(?![A-Za-z]))?");

    private static final Pattern IN_WORDS =
            Pattern.compile("(?<![\\d.百千万亿佰仟])(?<words>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿〇一二三四五六七八九十百千]{2,30})(?<unit>元|圆)"
                    + "(?:整|正|(?<jiao>[零壹贰叁肆伍陆柒捌玖一二三四五六七八九])角)?"
                    + "(?:零?(?<fen>[壹贰叁肆伍陆柒捌玖一二三四五六七八九])分)?");

    private static final Pattern TOTAL =
            Pattern.compile("(?i)(合同总?金额|合同总?价款?|合同款总?额|总金额|总价款?|总计|合计|价税合计|含税总额|成交(?:总?金额|总?价)|报价总?额|总报价"
                    + "|应付总额|实付总额|grand total|total|contract (?:value|price|amount|sum))[^\\d]*$");
    /** A part of the sum that stands behind the word for the whole. */
    private static final Pattern PART = Pattern.compile(
            "(?i)(首付|预付|定金|订金|尾款|余款|质保金|其中|单价|小计|税额|deposit|down payment|of which|unit price|tax)[^\\d]*$");

    private static final Pattern NUMERIC_DATE = Pattern.compile(
            "(?<!\\d)(?<year>(?:19|20)\\d{2})\\s?(?:年\\s?(?<m1>\\d{1,2})\\s?月\\s?(?<d1>\\d{1,2})\\s?[日号]"
                    + "|(?<separator>[-/.])\\s?(?<m2>\\d{1,2})\\s?\\k<separator>\\s?(?<d2>\\d{1,2})(?!\\d))");
    private static final Pattern DATE_IN_WORDS = Pattern.compile(
            "(?<year>[一二][零〇○Oo0九][零〇○Oo0一二三四五六七八九]{2})年(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})[日号]");
    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    private static final Pattern ENGLISH_DATE = Pattern.compile(
            "(?i)\\b(?:(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\s+(?<m1>" + MONTHS + ")[a-z]*\\.?,?\\s+(?<y1>\\d{4})"
                    + "|(?<m2>" + MONTHS + ")[a-z]*\\.?\\s+(?<d2>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y2>\\d{4}))\\b");

    private Recogniser() {}

    static Found in(String text) {
        var plain = plain(text);
        return new Found(amounts(plain), dates(plain));
    }

    /** One form for all widths of characters, and no blanks inside of words and sums. */
    private static String plain(String text) {
        var joined = "(?<=[\\p{IsHan}¥])[ \\t\\u00a0]+(?=[\\p{IsHan}¥\\d:])|(?<=[\\d:])[ \\t\\u00a0]+(?=[\\p{IsHan}¥])";
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .replaceAll(joined, "");
    }

    private static List<Found.Sum> amounts(String text) {
        var found = new LinkedHashMap<String, Found.Sum>();
        var number = AMOUNT.matcher(text);
        while (number.find() && found.size() < MOST) {
            sum(text, number).ifPresent(sum -> add(found, sum));
        }
        var words = IN_WORDS.matcher(text);
        while (words.find() && found.size() < MOST) {
            var total = calledTotal(text, words.start());
            inWords(words).ifPresent(amount -> add(found, new Found.Sum(amount, "CNY", false, total)));
        }
        return List.copyOf(found.values());
    }

    /** The same sum twice is one, and a total if it is called so anywhere. */
    private static void add(Map<String, Found.Sum> found, Found.Sum sum) {
        found.merge(
                sum.currency() + sum.amount().stripTrailingZeros().toPlainString(),
                sum,
                (one, other) -> new Found.Sum(
                        one.amount(), one.currency(), one.loose() && other.loose(), one.total() || other.total()));
    }

    private static Optional<Found.Sum> sum(String text, Matcher match) {
        var sign = match.group("after") == null ? match.group("before") : match.group("after");
        var total = calledTotal(text, match.start());
        if (sign == null && !total) {
            return Optional.empty();
        }
        var amount = new BigDecimal(match.group("number").replaceAll("[,\\s]", ""));
        var scale = match.group("scale");
        if (scale != null) {
            amount = amount.multiply(SCALES.getOrDefault(scale, BigDecimal.ONE));
        }
        if (amount.signum() == 0 || (sign == null && looksLikeYear(amount))) {
            return Optional.empty();
        }
        var known = sign == null ? null : CURRENCIES.get(sign.toUpperCase(Locale.ROOT));
        return Optional.of(
                new Found.Sum(amount, known == null ? "CNY" : known, sign == null || LOOSE.contains(sign), total));
    }

    private static boolean looksLikeYear(BigDecimal amount) {
        return amount.scale() <= 0
                && amount.compareTo(BigDecimal.valueOf(FIRST_YEAR)) >= 0
                && amount.compareTo(BigDecimal.valueOf(LAST_YEAR)) <= 0;
    }

    private static boolean calledTotal(String text, int at) {
        var before = text.substring(Math.max(0, at - LOOK_BACK), at);
        var line = before.substring(
                Math.max(before.lastIndexOf("\n\n"), Math.max(before.lastIndexOf('。'), before.lastIndexOf(';'))) + 1);
        return TOTAL.matcher(line).find() && !PART.matcher(line).find();
    }

    private static Optional<BigDecimal> inWords(Matcher match) {
        return whole(match.group("words"))
                .map(yuan -> BigDecimal.valueOf(yuan)
                        .add(fraction(match.group("jiao"), 1))
                        .add(fraction(match.group("fen"), 2)))
                .filter(amount -> amount.signum() > 0);
    }

    private static BigDecimal fraction(@Nullable String digit, int place) {
        return digit == null ? BigDecimal.ZERO : BigDecimal.valueOf(digit(digit.charAt(0)), place);
    }

    /** A whole number as it is written on Chinese cheques, or in everyday characters. */
    private static Optional<Long> whole(String words) {
        long all = 0;
        long underTenThousand = 0;
        long pending = -1;
        for (var place = 0; place < words.length(); place++) {
            var c = words.charAt(place);
            var digit = digit(c);
            if (digit == 0) {
                continue;
            }
            if (digit > 0) {
                if (pending > 0) {
                    return Optional.empty();
                }
                pending = digit;
                continue;
            }
            var unit = unit(c);
            if (unit < 10_000) {
                underTenThousand += (pending < 0 ? 1 : pending) * unit;
            } else {
                var group = underTenThousand + Math.max(pending, 0);
                all = unit == 10_000 ? all + group * unit : (all + group) * unit;
                underTenThousand = 0;
            }
            pending = -1;
        }
        return Optional.of(all + underTenThousand + Math.max(pending, 0));
    }

    private static int digit(char c) {
        var digit = CAPITAL_DIGITS.indexOf(c);
        return digit < 0 ? Math.max(DIGITS.indexOf(c) - 1, c == '零' || c == '〇' ? 0 : -1) : digit;
    }

    private static long unit(char c) {
        return switch (c) {
            case '拾', '十' -> 10;
            case '佰', '百' -> 100;
            case '仟', '千' -> 1_000;
            case '万' -> 10_000;
            default -> 100_000_000;
        };
    }

    private static List<LocalDate> dates(String text) {
        var found = new LinkedHashSet<LocalDate>();
        var numeric = NUMERIC_DATE.matcher(text);
        while (numeric.find() && found.size() < MOST) {
            day(numeric.group("year"), first(numeric, "m1", "m2"), first(numeric, "d1", "d2"))
                    .ifPresent(found::add);
        }
        var words = DATE_IN_WORDS.matcher(text);
        while (words.find() && found.size() < MOST) {
            var year = words.group("year")
                    .chars()
                    .mapToObj(c -> String.valueOf(Math.max(0, digit((char) c))))
                    .reduce("", String::concat);
            var month = whole(words.group("month"));
            var day = whole(words.group("day"));
            if (month.isPresent() && day.isPresent()) {
                day(year, month.get().toString(), day.get().toString()).ifPresent(found::add);
            }
        }
        var english = ENGLISH_DATE.matcher(text);
        while (english.find() && found.size() < MOST) {
            var month = MONTHS.indexOf(first(english, "m1", "m2").toLowerCase(Locale.ROOT)) / 4 + 1;
            day(first(english, "y1", "y2"), String.valueOf(month), first(english, "d1", "d2"))
                    .ifPresent(found::add);
        }
        return new ArrayList<>(found);
    }

    private static String first(Matcher match, String one, String other) {
        var value = match.group(one);
        return value == null ? match.group(other) : value;
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            var date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException | NumberFormatException noSuchDay) {
            return Optional.empty();
        }
    }
}
