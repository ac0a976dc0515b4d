package dev.baton.customer.naming;

import com.ibm.icu.text.Transliterator;
import dev.baton.shared.PlainText;

/** The one spelling in which names are compared: half width, no blanks, simplified characters, Latin in small letters. */
final class HanText {

    private static final char FIRST = '㐀';
    private static final char LAST = '鿿';

    /** What ICU makes of each traditional character; asked for once. */
    private static final char[] SIMPLIFIED = simplified();

    private HanText() {}

    static String folded(String text) {
        return PlainText.withoutBlanks(spaced(text));
    }

    /** The same with its words apart. */
    static String spaced(String text) {
        var plain = PlainText.folded(text);
        var result = new StringBuilder(plain.length());
        for (var at = 0; at < plain.length(); at++) {
            var sign = plain.charAt(at);
            result.append(sign >= FIRST && sign <= LAST ? SIMPLIFIED[sign - FIRST] : sign);
        }
        return result.toString()
                .replace('〔', '(')
                .replace('〕', ')')
                .replace('【', '(')
                .replace('】', ')')
                .replace('[', '(')
                .replace(']', ')');
    }

    static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static char[] simplified() {
        var rules = Transliterator.getInstance("Hant-Hans");
        var all = new StringBuilder();
        for (var sign = FIRST; sign <= LAST; sign++) {
            all.append(sign).append('\n');
        }
        var mapped = rules.transliterate(all.toString()).split("\n", -1);
        var table = new char[LAST - FIRST + 1];
        for (var at = 0; at < table.length; at++) {
            table[at] = mapped[at].length() == 1 ? mapped[at].charAt(0) : (char) (FIRST + at);
        }
        return table;
    }
}
