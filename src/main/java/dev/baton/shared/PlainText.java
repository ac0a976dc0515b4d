package dev.baton.shared;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The one shape that every text has which comes in: what cannot be seen is not in it, one character is written one way,
 * and a text that shows nothing is empty. Markup, punctuation and line breaks stay as they were typed.
 */
public final class PlainText {

    /** Letters of these join or part by characters that are not seen. */
    private static final Set<Character.UnicodeScript> JOINING = EnumSet.of(
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.SYRIAC,
            Character.UnicodeScript.MONGOLIAN,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.BENGALI,
            Character.UnicodeScript.TAMIL,
            Character.UnicodeScript.TELUGU,
            Character.UnicodeScript.MALAYALAM,
            Character.UnicodeScript.SINHALA);

    /** Letters and symbols by their category that show nothing: fillers, the blank of braille, joiners of marks. */
    private static final String BLANK_LETTERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC";

    /** Signs of addresses and numbers; the punctuation of Chinese sentences stays wide. */
    private static final String WIDE_SIGNS = "＠＋－．＿＃＆／％＝";

    private static final int WIDE_TO_NARROW = 0xFEE0;

    private PlainText() {}

    /** Empty where the text shows nothing. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        var result = new StringBuilder(text.length());
        var before = -1;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            var kept = kept(c, before, i < text.length() ? text.codePointAt(i) : -1);
            if (kept >= 0) {
                result.appendCodePoint(kept);
                before = kept;
            }
        }
        var seen = Normalizer.normalize(result, Normalizer.Form.NFC).strip();
        return seen.codePoints().anyMatch(PlainText::shows) ? seen : "";
    }

    /** The same on one line, for names and whatever else is written into one. */
    public static String line(String text) {
        return of(text).replaceAll("\\s+", " ");
    }

    /** Whether people would say that two texts are the same: case, width and blanks do not tell them apart. */
    public static boolean same(String one, String other) {
        return withoutBlanks(folded(one)).equals(withoutBlanks(folded(other)));
    }

    /** The one spelling in which texts are compared: half width, and small letters. */
    public static String folded(String text) {
        return Normalizer.normalize(of(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    public static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** Most texts need nothing. */
    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return text.isEmpty() || (text.charAt(0) != ' ' && text.charAt(text.length() - 1) != ' ');
    }

    /** What stands for the character; below zero where nothing does. */
    private static int kept(int c, int before, int after) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return c;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            var narrow = c - WIDE_TO_NARROW;
            return Character.isLetterOrDigit(narrow) || WIDE_SIGNS.indexOf(c) >= 0 ? narrow : c;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE -> -1;
            case Character.FORMAT -> joins(c, before, after) ? c : -1;
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            default -> isNoCharacter(c) || BLANK_LETTERS.indexOf(c) >= 0 || isLostSelector(c, before) ? -1 : c;
        };
    }

    /** A joiner is part of an emoji, or of a script that is written joined, and between two letters only. */
    private static boolean joins(int c, int before, int after) {
        if ((c != 0x200C && c != 0x200D) || before < 0 || after < 0) {
            return false;
        }
        var inEmoji = c == 0x200D && (Character.isEmoji(before) || before == 0xFE0F) && Character.isEmoji(after);
        return inEmoji || JOINING.contains(Character.UnicodeScript.of(before));
    }

    private static boolean isNoCharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }

    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x180B && c <= 0x180F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    /** A selector says how the character before it looks. */
    private static boolean isLostSelector(int c, int before) {
        return isSelector(c) && (before < 0 || Character.isWhitespace(before) || isSelector(before));
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
