package dev.baton.integration.imports;

import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A figure as people write it into a sheet. Its separators are understood and never merely taken out: in {@code 3,5} the
 * comma is no ornament, and without it the figure is ten times as large.
 *
 * @param sign of a currency, as it was written; null where there was none
 */
record Figure(BigDecimal number, @Nullable String sign) {

    /** Which currencies a sign may stand for; the first is meant where the file says nothing else. */
    private static final Map<String, List<String>> CURRENCIES = Map.of(
            "¥", List.of("CNY", "JPY"),
            "元", List.of("CNY"),
            "€", List.of("EUR"),
            "£", List.of("GBP"),
            "$", List.of("USD", "HKD", "SGD", "AUD", "CAD", "TWD"));

    private static final Pattern WRITTEN =
            Pattern.compile("([-+]?)\\s*([¥$€£]?)\\s*([-+]?)([\\d.,' ]*\\d)\\s*(万|亿)?\\s*([元¥$€£%]?)");

    /** Groups of three, by one and the same separator; decimals behind the other. */
    private static final Pattern POINT =
            Pattern.compile("(?:\\d+|[1-9]\\d{0,2}(?:([,' ])\\d{3})(?:\\1\\d{3})*)(?:\\.\\d+)?");

    private static final Pattern COMMA =
            Pattern.compile("(?:\\d+|[1-9]\\d{0,2}(?:([.' ])\\d{3})(?:\\1\\d{3})*),(\\d+)");
    private static final int HUNDREDTHS = 2;
    private static final int TEN_THOUSANDS = 4;
    private static final int HUNDRED_MILLIONS = 8;
    private static final int GROUP = 3;

    static Figure read(String field, String said) {
        var text = Normalizer.normalize(PlainText.of(said), Normalizer.Form.NFKC)
                .replace('￥', '¥')
                .replace('’', '\'');
        var parts = WRITTEN.matcher(text);
        if (!parts.matches() || (!parts.group(1).isEmpty() && !parts.group(3).isEmpty())) {
            throw Refusal.invalid("figure-unreadable", field, Map.of("field", field, "value", said));
        }
        var before = parts.group(2);
        var behind = parts.group(6);
        if (!before.isEmpty() && !behind.isEmpty() && !behind.equals("元")) {
            throw Refusal.invalid("figure-unreadable", field, Map.of("field", field, "value", said));
        }
        var number = digits(field, said, parts.group(4));
        if ("万".equals(parts.group(5))) {
            number = number.movePointRight(TEN_THOUSANDS);
        } else if ("亿".equals(parts.group(5))) {
            number = number.movePointRight(HUNDRED_MILLIONS);
        }
        if (behind.equals("%")) {
            number = number.movePointLeft(HUNDREDTHS);
        }
        var minus = parts.group(1).equals("-") || parts.group(3).equals("-");
        var sign = behind.isEmpty() || behind.equals("%") ? before : behind;
        return new Figure(minus ? number.negate() : number, sign.isEmpty() ? null : sign);
    }

    private static BigDecimal digits(String field, String said, String text) {
        if (POINT.matcher(text).matches()) {
            return new BigDecimal(text.replaceAll("[,' ]", ""));
        }
        var comma = COMMA.matcher(text);
        // Three digits behind a comma are a group, or would be one if there were not a nought before it.
        if (comma.matches() && (comma.group(2).length() != GROUP || comma.group(1) != null)) {
            return new BigDecimal(text.replaceAll("[.' ]", "").replace(',', '.'));
        }
        throw Refusal.invalid("figure-separator", field, Map.of("field", field, "value", said));
    }

    /**
     * The currency of an amount: what the row says, or what the sign says; a sign that says another is refused.
     *
     * @param house for an amount without any
     */
    String currency(@Nullable String said, String house) {
        if (sign == null) {
            return said == null ? house : said;
        }
        var possible = CURRENCIES.getOrDefault(sign, List.of());
        if (said == null) {
            if (sign.equals("$")) {
                throw Refusal.invalid("currency-unclear", "currency", Map.of("value", sign, "allowed", possible));
            }
            return possible.getFirst();
        }
        if (!possible.contains(said)) {
            throw Refusal.invalid(
                    "currency-contradicts", "currency", Map.of("value", said, "sign", sign, "allowed", possible));
        }
        return said;
    }
}
