package dev.baton.customer.naming;

import dev.baton.shared.PlainText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A unified social credit code (GB 32100): eighteen characters with two checks, one of the whole and one of the
 * organisation's own code inside it (GB 11714).
 *
 * <p>Both are looked at: an identity-card number can pass the outer one. Firms that were registered in Fujian before 2016
 * have codes whose outer check is wrong and whose inner one is right; these are real and need a proof.
 */
public final class CreditCode {

    /** What a text is that should be a code. */
    public enum Verdict {
        VALID,
        /** The outer check is wrong in the way that codes of Fujian before 2016 are: a licence has to be seen. */
        NEEDS_PROOF,
        WRONG_LENGTH,
        /** A letter or sign that no code has at its place; I, O, S, V and Z stand nowhere. */
        WRONG_CHARACTER,
        WRONG_CHECK
    }

    /**
     * @param value upper case, half width, without blanks
     * @param suggestion what was probably meant, where O and I stand for 0 and 1; null where nothing can be suggested
     */
    public record Reading(
            String value, Verdict verdict, @Nullable String suggestion) {}

    private static final int LENGTH = 18;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String DEPARTMENTS = "123456789ANY";
    private static final String INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int[] INNER_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int INNER_FROM = 8;
    private static final int REGION_FROM = 2;

    /** The registers of Fujian gave them out so. */
    private static final String OLD_FUJIAN = "9135\\d{4}M000[0-9A-Z]{6}";

    private CreditCode() {}

    public static Reading read(String typed) {
        var value = Normalizer.normalize(PlainText.of(typed), Normalizer.Form.NFKC)
                .replaceAll("[\\s-]+", "")
                .toUpperCase(Locale.ROOT);
        var verdict = verdict(value);
        if (verdict == Verdict.WRONG_CHARACTER) {
            var meant = value.replace('O', '0').replace('I', '1');
            return new Reading(value, verdict, verdict(meant) == Verdict.VALID ? meant : null);
        }
        return new Reading(value, verdict, null);
    }

    private static Verdict verdict(String value) {
        if (value.length() != LENGTH) {
            return Verdict.WRONG_LENGTH;
        }
        if (!isMadeOfItsLetters(value)) {
            return Verdict.WRONG_CHARACTER;
        }
        if (!innerHolds(value)) {
            return Verdict.WRONG_CHECK;
        }
        if (outerHolds(value)) {
            return Verdict.VALID;
        }
        return value.matches(OLD_FUJIAN) ? Verdict.NEEDS_PROOF : Verdict.WRONG_CHECK;
    }

    private static boolean isMadeOfItsLetters(String value) {
        return value.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && DEPARTMENTS.indexOf(value.charAt(0)) >= 0
                && value.substring(REGION_FROM, INNER_FROM).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The weight of position i is 3 to the power of i - 1, modulo 31; 31 itself counts as 0. */
    private static boolean outerHolds(String value) {
        var sum = 0;
        var weight = 1;
        for (var at = 0; at < LENGTH - 1; at++) {
            sum += ALPHABET.indexOf(value.charAt(at)) * weight;
            weight = weight * 3 % ALPHABET.length();
        }
        var check = (ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length();
        return ALPHABET.charAt(check) == value.charAt(LENGTH - 1);
    }

    /** Modulo 11, where 10 is written X and 11 is written 0. */
    private static boolean innerHolds(String value) {
        var sum = 0;
        for (var at = 0; at < INNER_WEIGHTS.length; at++) {
            sum += INNER_ALPHABET.indexOf(value.charAt(INNER_FROM + at)) * INNER_WEIGHTS[at];
        }
        var check = 11 - sum % 11;
        var written = check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
        return written == value.charAt(INNER_FROM + INNER_WEIGHTS.length);
    }
}
