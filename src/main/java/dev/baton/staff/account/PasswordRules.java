package dev.baton.staff.account;

import dev.baton.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which passwords are good enough: long, and not what everybody tries first. What counts is what is left of a password
 * when common words, words of the house, years and runs on the keyboard are taken out of it; no mixture of kinds of
 * characters is asked for, and none expires by itself (ASVS 5.0, 6.2).
 */
@Component
class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /** What has to be left, in characters that are not white space. */
    private static final int OF_ITS_OWN = 4;

    private static final int SHORTEST_WORD = 3;
    private static final int SHORTEST_RUN = 3;

    private static final List<String> ROWS = List.of(
            "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb");

    private final List<String> common;

    /** @param ofTheHouse words that anybody would try here: the name of the company, its products, its town */
    PasswordRules(@Value("${baton.sign-in.words-of-the-house:}") List<String> ofTheHouse) {
        this.common = Stream.concat(shipped().stream(), ofTheHouse.stream())
                .map(PasswordRules::plain)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    void mustBeAcceptable(String password, String field, String login, String name) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw Refusal.invalid("password-too-short", field, Map.of("min", SHORTEST));
        }
        if (length > LONGEST) {
            throw Refusal.invalid("too-long", field, Map.of("field", field, "max", LONGEST));
        }
        if (!Passwords.isText(password)) {
            throw Refusal.invalid("invalid-value", field, Map.of("field", field));
        }
        if (isCommon(password, login, name)) {
            throw Refusal.invalid("password-too-common", field, Map.of());
        }
    }

    boolean isCommon(String password, String login, String name) {
        var rest = plain(password);
        var own = new ArrayList<String>();
        for (var part : (login + " " + name).split("[\\s._@-]+", -1)) {
            own.add(plain(part));
        }
        own.add(plain(login));
        own.removeIf(word -> word.length() < SHORTEST_WORD);
        own.sort(Comparator.comparingInt(String::length).reversed());
        for (var word : own) {
            rest = rest.replace(word, " ");
        }
        rest = withoutRuns(rest);
        for (var word : common) {
            rest = rest.replace(word, " ");
        }
        rest = withoutRuns(rest.replaceAll("(19|20)\\d\\d", " "));
        var left = rest.replaceAll("\\s+", "");
        return left.codePoints().distinct().count() < OF_ITS_OWN || isRepeated(left);
    }

    /** Lower case, and letters in place of the figures that stand for them. */
    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('@', 'a').replace('$', 's');
    }

    /** Takes out what lies side by side on a keyboard or in the alphabet, forwards or backwards, and what repeats one character. */
    private static String withoutRuns(String text) {
        var left = new StringBuilder();
        var from = 0;
        while (from < text.length()) {
            var run = runAt(text, from);
            left.append(run >= SHORTEST_RUN ? " " : text.substring(from, from + 1));
            from += run >= SHORTEST_RUN ? run : 1;
        }
        return left.toString();
    }

    private static int runAt(String text, int from) {
        var longest = 1;
        while (from + longest < text.length() && text.charAt(from + longest) == text.charAt(from)) {
            longest++;
        }
        for (var row : ROWS) {
            for (var way : List.of(row, new StringBuilder(row).reverse().toString())) {
                var length = 1;
                while (from + length < text.length() && way.contains(text.substring(from, from + length + 1))) {
                    length++;
                }
                longest = Math.max(longest, length);
            }
        }
        return longest;
    }

    private static boolean isRepeated(String text) {
        for (int size = 1; size <= 3 && size * 2 <= text.length(); size++) {
            if (text.length() % size == 0
                    && text.substring(0, size).repeat(text.length() / size).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> shipped() {
        try (var file = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (file == null) {
                throw new IllegalStateException("common-passwords.txt is missing in the package");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
