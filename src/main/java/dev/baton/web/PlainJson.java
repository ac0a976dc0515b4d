package dev.baton.web;

import dev.baton.shared.PlainText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose texts and names have the one shape that texts have, before anything reads it. What is no JSON stays as it
 * is, to be refused where it is read; what is secret is taken as it was typed.
 */
final class PlainJson {

    private static final Pattern SECRET = Pattern.compile("(?i).*(?:password|secret|token)");
    private static final int HEX = 4;

    private final String json;
    private final StringBuilder result;
    private int at;
    private boolean secret;

    private PlainJson(String json) {
        this.json = json;
        this.result = new StringBuilder(json.length());
    }

    static String of(String json) {
        return new PlainJson(json).read();
    }

    private String read() {
        while (at < json.length()) {
            var c = json.charAt(at);
            if (c == '"') {
                text();
            } else {
                // Between texts nothing has a place that cannot be seen; it would be another encoding's half.
                if (c != 0) {
                    result.append(c);
                }
                at++;
            }
        }
        return result.toString();
    }

    private void text() {
        var end = at + 1;
        while (end < json.length() && json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= json.length()) {
            result.append(json, at, json.length());
            at = json.length();
            return;
        }
        var literal = json.substring(at + 1, end);
        at = end + 1;
        var said = unescaped(literal);
        var isName = isName();
        if (said == null || (!isName && secret)) {
            result.append('"').append(literal).append('"');
        } else {
            var plain = PlainText.of(said);
            result.append('"')
                    .append(plain.equals(said) ? literal : escaped(plain))
                    .append('"');
            if (isName) {
                secret = SECRET.matcher(plain).matches();
            }
        }
    }

    private boolean isName() {
        var next = at;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        return next < json.length() && json.charAt(next) == ':';
    }

    /** Null where an escape is none, or a line ends in the middle of a text. */
    private static @Nullable String unescaped(String literal) {
        var text = new StringBuilder(literal.length());
        var i = 0;
        while (i < literal.length()) {
            var c = literal.charAt(i);
            if (c == '\n' || c == '\r') {
                return null;
            }
            if (c != '\\') {
                text.append(c);
                i++;
                continue;
            }
            i++;
            switch (literal.charAt(i)) {
                case '"', '\\', '/' -> text.append(literal.charAt(i));
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    if (i + HEX >= literal.length() || !isHex(literal, i + 1)) {
                        return null;
                    }
                    text.append((char) Integer.parseInt(literal.substring(i + 1, i + 1 + HEX), 16));
                    i += HEX;
                }
                default -> {
                    return null;
                }
            }
            i++;
        }
        return text.toString();
    }

    private static boolean isHex(String text, int from) {
        return text.substring(from, from + HEX).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static String escaped(String text) {
        var literal = new StringBuilder(text.length() + 2);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append("\\u%04x".formatted((int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.toString();
    }
}
