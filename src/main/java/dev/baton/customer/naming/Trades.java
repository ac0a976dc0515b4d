package dev.baton.customer.naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words for what a company does; words of one line in {@code trades.csv} mean the same. */
final class Trades {

    private static final Map<String, String> WORDS = read();
    private static final int LONGEST =
            WORDS.keySet().stream().mapToInt(String::length).max().orElse(0);

    private Trades() {}

    /**
     * Where the trade begins that ends the text; its length where there is none.
     *
     * @param least so many characters before it are left: a brand may have one
     */
    static int start(String text, int least) {
        var start = text.length();
        for (var found = ending(text, start); found.isPresent(); found = ending(text, start)) {
            var next = start - found.get().length();
            if (next < least) {
                break;
            }
            start = next;
        }
        return start;
    }

    private static Optional<String> ending(String text, int end) {
        for (var length = Math.min(LONGEST, end); length >= 2; length--) {
            var word = text.substring(end - length, end);
            if (WORDS.containsKey(word) && HanText.hasHan(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** What a text of trades says, each by the word that stands for its line. */
    static Set<String> meant(String text) {
        var meant = new LinkedHashSet<String>();
        var at = 0;
        while (at < text.length()) {
            var word = beginning(text, at);
            word.map(WORDS::get).ifPresent(meant::add);
            at += word.map(String::length).orElse(1);
        }
        return meant;
    }

    private static Optional<String> beginning(String text, int from) {
        for (var length = Math.min(LONGEST, text.length() - from); length >= 2; length--) {
            var word = text.substring(from, from + length);
            if (WORDS.containsKey(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** What an English word means, where it is one for a trade. */
    static Optional<String> ofWord(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }

    private static Map<String, String> read() {
        var words = new HashMap<String, String>();
        for (var line : NamingFiles.lines("trades.csv")) {
            var same = new ArrayList<>(List.of(line.split(",", -1)));
            same.forEach(word -> words.put(word, same.getFirst()));
        }
        return words;
    }
}
