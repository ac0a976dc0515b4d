package dev.baton.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.baton.shared.PlainText;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number in E.164 beside what was typed (DH-01, DH-02); an extension follows as {@code ;ext=802}.
 *
 * <p>Full-width digits, spaces, brackets, dashes and a +86, 0086 or 86 prefix are accepted. A mainland mobile has 11
 * digits, {@code 1[3-9]} first; every other number must be one that exists in its country's numbering plan.
 */
public record Phone(String e164, String original) {

    private static final String HOME = "CN";
    private static final int HOME_CODE = 86;
    private static final int LONGEST = 60;
    private static final String EXTENSION = ";ext=";
    private static final Pattern MAINLAND_MOBILE = Pattern.compile("(?:\\+?86|0086)?(1[3-9]\\d{9})");
    private static final Pattern DIGITS = Pattern.compile("\\+?\\d+");
    private static final Pattern DECORATION = Pattern.compile("[\\s()\\-‐-―−·.\\u00A0]");
    private static final Pattern WITH_EXTENSION = Pattern.compile(
            "(.*\\d.*?)(?:;ext=|转|轉|分机号?|extension|ext\\.?|x|#)[\\s:：]*(\\d{1,7})\\s*\\)?", Pattern.CASE_INSENSITIVE);

    /** Fewer digits than these are in every second number. */
    private static final int FEWEST_DIGITS = 4;

    /** From here on a number that begins with the code of the country is written with it. */
    private static final int WITH_COUNTRY = 10;

    public static Optional<Phone> parse(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var text = Normalizer.normalize(PlainText.of(typed), Normalizer.Form.NFKC);
        var parts = WITH_EXTENSION.matcher(text);
        var extension = parts.matches() ? EXTENSION + parts.group(2) : "";
        return number(DECORATION
                        .matcher(parts.matches() ? parts.group(1) : text)
                        .replaceAll(""))
                .map(number -> new Phone(number + extension, typed));
    }

    private static Optional<String> number(String plain) {
        var mobile = MAINLAND_MOBILE.matcher(plain);
        if (mobile.matches()) {
            return Optional.of("+86" + mobile.group(1));
        }
        if (!DIGITS.matcher(plain).matches()) {
            return Optional.empty();
        }
        var numbers = PhoneNumberUtil.getInstance();
        return known(plain.startsWith("00") ? "+" + plain.substring(2) : plain)
                .filter(numbers::isValidNumber)
                .map(number -> numbers.format(number, PhoneNumberFormat.E164));
    }

    private static Optional<PhoneNumber> known(String text) {
        try {
            return Optional.of(PhoneNumberUtil.getInstance().parse(text, HOME));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** The number alone, as a switch wants it: an extension is dialled by hand. */
    public static String withoutExtension(String e164) {
        var at = e164.indexOf(EXTENSION);
        return at < 0 ? e164 : e164.substring(0, at);
    }

    /** As people at home write and dial it: a mainland number without its country code, a landline with its nought. */
    public static String national(String e164) {
        var plain = atHome(withoutExtension(e164));
        return e164.contains(EXTENSION)
                ? plain + "转" + e164.substring(e164.indexOf(EXTENSION) + EXTENSION.length())
                : plain;
    }

    private static String atHome(String e164) {
        return known(e164)
                .filter(number -> number.getCountryCode() == HOME_CODE)
                .map(number -> {
                    var numbers = PhoneNumberUtil.getInstance();
                    var digits =
                            numbers.format(number, PhoneNumberFormat.NATIONAL).replaceAll("\\D", "");
                    var area = numbers.getLengthOfGeographicalAreaCode(number);
                    var trunk = digits.length()
                            - numbers.getNationalSignificantNumber(number).length();
                    return area == 0 || trunk == 0
                            ? digits
                            : digits.substring(0, trunk + area) + "-" + digits.substring(trunk + area);
                })
                .orElse(e164);
    }

    /** Enough to recognise a number, not enough to dial it: {@code 138****5678}. */
    public static String masked(String e164) {
        var national = atHome(withoutExtension(e164)).replace("-", "");
        return national.length() < 8
                ? "****"
                : national.substring(0, 3) + "****" + national.substring(national.length() - 4);
    }

    /**
     * What a stored number contains if somebody means it who typed this, whole or in part; null where it says too
     * little. What is typed at home begins with a nought, or with a country code, that is stored differently.
     */
    public static @Nullable String searched(String typed) {
        var whole = parse(typed);
        if (whole.isPresent()) {
            return whole.get().e164();
        }
        var digits = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\D", "");
        if (digits.length() < FEWEST_DIGITS) {
            return null;
        }
        var meant = digits.replaceFirst("^0+", "");
        return meant.length() >= WITH_COUNTRY && meant.startsWith("86") ? "+" + meant : meant;
    }
}
