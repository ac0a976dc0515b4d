package dev.baton.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164 beside what was typed (DH-01, DH-02).
 *
 * <p>Full-width digits, spaces, brackets, dashes and a +86, 0086 or 86 prefix are accepted. A mainland mobile has 11
 * digits, {@code 1[3-9]} first; every other number must be one that exists in its country's numbering plan.
 */
public record Phone(String e164, String original) {

    private static final String HOME = "CN";
    private static final int LONGEST = 40;
    private static final Pattern MAINLAND_MOBILE = Pattern.compile("(?:\\+?86|0086)?(1[3-9]\\d{9})");
    private static final Pattern DIGITS = Pattern.compile("\\+?\\d+");
    private static final Pattern DECORATION = Pattern.compile("[\\s()\\-–—·.\\u00A0]");

    public static Optional<Phone> parse(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = DECORATION
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("");
        var mobile = MAINLAND_MOBILE.matcher(plain);
        if (mobile.matches()) {
            return Optional.of(new Phone("+86" + mobile.group(1), typed));
        }
        if (!DIGITS.matcher(plain).matches()) {
            return Optional.empty();
        }
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(plain.startsWith("00") ? "+" + plain.substring(2) : plain, HOME);
            return numbers.isValidNumber(number)
                    ? Optional.of(new Phone(numbers.format(number, PhoneNumberFormat.E164), typed))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** As people at home write it: a mainland number without its country code. */
    public static String national(String e164) {
        return e164.startsWith("+86") ? e164.substring(3) : e164;
    }

    /** Enough to recognise a number, not enough to dial it: {@code 138****5678}. */
    public static String masked(String e164) {
        var national = national(e164);
        return national.length() < 8
                ? "****"
                : national.substring(0, 3) + "****" + national.substring(national.length() - 4);
    }
}
