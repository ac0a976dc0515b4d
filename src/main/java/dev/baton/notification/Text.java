package dev.baton.notification;

import java.nio.charset.StandardCharsets;

/** Makes what people typed safe to stand in a line of somebody else's message. */
final class Text {

    private Text() {}

    /**
     * Control characters and line breaks become single spaces, invisible direction marks go, so that a name can neither
     * start a new mail header nor turn the text around it.
     */
    static String oneLine(String value) {
        var line = new StringBuilder(value.length());
        value.codePoints().filter(c -> !isHidden(c)).forEach(c -> {
            if (!breaksLine(c)) {
                line.appendCodePoint(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return line.toString().strip();
    }

    /** At most so many characters (code points), the last one an ellipsis where something was cut off. */
    static String cut(String value, int longest) {
        if (value.codePointCount(0, value.length()) <= longest) {
            return value;
        }
        return value.substring(0, value.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** At most so many bytes of UTF-8, as some gateways count. */
    static String cutBytes(String value, int most) {
        if (value.getBytes(StandardCharsets.UTF_8).length <= most) {
            return value;
        }
        var kept = new StringBuilder();
        int bytes = "…".getBytes(StandardCharsets.UTF_8).length;
        for (int c : value.codePoints().toArray()) {
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    private static boolean breaksLine(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.SURROGATE -> true;
            // joiners and tags hold emoji together; every other format character only hides or reverses
            case Character.FORMAT -> c != 0x200D && !(c >= 0xE0020 && c <= 0xE007F);
            default -> false;
        };
    }
}
