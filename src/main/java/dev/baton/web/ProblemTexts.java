package dev.baton.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Finds the words of a problem in the language of the request and puts the values in. */
@Component
public class ProblemTexts {

    /** Longer values are somebody's mistake or mischief; an answer need not repeat them. */
    private static final int LONGEST_VALUE = 80;

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final MessageSource messages;

    ProblemTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** @param part title, detail or remedy */
    public Optional<String> find(String code, String part, Map<String, ?> values, Locale locale) {
        var text = messages.getMessage("problem." + code + "." + part, null, null, locale);
        return Optional.ofNullable(text).map(raw -> filled(raw, values, locale));
    }

    private static String filled(String text, Map<String, ?> values, Locale locale) {
        var result = new StringBuilder();
        var from = 0;
        while (true) {
            var open = text.indexOf('{', from);
            var close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                return result.append(text.substring(from)).toString();
            }
            var value = values.get(text.substring(open + 1, close));
            result.append(text, from, open);
            if (value != null) {
                result.append(readable(value, locale));
            }
            from = close + 1;
        }
    }

    private static String readable(Object value, Locale locale) {
        if (value instanceof Collection<?> many) {
            return many.stream()
                    .map(one -> readable(one, locale))
                    .collect(Collectors.joining(locale.getLanguage().equals("zh") ? "、" : ", "));
        }
        var text = value instanceof Instant instant ? MINUTES.format(instant) : value.toString();
        return text.length() <= LONGEST_VALUE
                ? text
                : text.substring(
                                0,
                                text.offsetByCodePoints(
                                        0, Math.min(LONGEST_VALUE, text.codePointCount(0, text.length()))))
                        + "…";
    }
}
