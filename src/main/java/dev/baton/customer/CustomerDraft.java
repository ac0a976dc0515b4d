package dev.baton.customer;

import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.CreditCode;
import dev.baton.lead.Phone;
import dev.baton.shared.MailAddress;
import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A customer as somebody hands it in: nothing is sure yet. */
public record CustomerDraft(
        @Nullable String type,
        @Nullable String name,
        @Nullable String uscc,
        @Nullable String taxNumber,
        @Nullable String icpNumber,
        @Nullable String contact,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String legalPerson,
        @Nullable String address,
        @Nullable String region,
        @Nullable String industry) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;

    /**
     * As it will be stored.
     *
     * @throws Refusal that names the field and the remedy
     */
    Profile checked() {
        var kind = text("type", type, LONGEST_TEXT);
        var organisation =
                switch (kind == null ? "" : kind.toLowerCase(Locale.ROOT)) {
                    case "organisation" -> true;
                    case "person" -> false;
                    default ->
                        throw Refusal.invalid(
                                "invalid-enum",
                                "type",
                                Map.of("value", String.valueOf(type), "allowed", "organisation, person"));
                };
        var called = text("name", name, LONGEST_NAME);
        if (called == null) {
            throw Refusal.invalid("missing-field", "name", Map.of());
        }
        var number = number();
        var mail = mail();
        var code = code();
        var tax = text("taxNumber", taxNumber, LONGEST_TEXT);
        if (organisation) {
            if (CompanyName.of(called).saysNothing()) {
                throw Refusal.invalid("name-says-nothing", "name", Map.of("value", called));
            }
            if (code == null && tax == null) {
                throw Refusal.invalid("missing-credit-code", "uscc", Map.of());
            }
        } else if (number == null && mail == null) {
            throw Refusal.invalid("missing-field", "phone", Map.of());
        }
        var person = organisation ? text("contact", contact, LONGEST_NAME) : called;
        return new Profile(
                organisation ? called : null,
                person,
                number,
                mail,
                code,
                tax,
                text("icpNumber", icpNumber, LONGEST_TEXT),
                text("legalPerson", legalPerson, LONGEST_NAME),
                text("address", address, LONGEST_TEXT),
                text("region", region, LONGEST_TEXT),
                text("industry", industry, LONGEST_TEXT));
    }

    private @Nullable String number() {
        var written = text("phone", phone, LONGEST_TEXT);
        return written == null
                ? null
                : Phone.parse(written)
                        .map(Phone::e164)
                        .orElseThrow(() -> Refusal.invalid("invalid-phone", "phone", Map.of("value", written)));
    }

    private @Nullable String mail() {
        var written = text("email", email, LONGEST_TEXT);
        if (written != null && !MailAddress.isOne(written)) {
            throw Refusal.invalid("invalid-email", "email", Map.of("value", written));
        }
        return written;
    }

    private @Nullable String code() {
        var written = text("uscc", uscc, LONGEST_TEXT);
        if (written == null) {
            return null;
        }
        var read = CreditCode.read(written);
        return switch (read.verdict()) {
            case VALID -> read.value();
            case NEEDS_PROOF -> throw Refusal.invalid("credit-code-needs-proof", "uscc", Map.of("value", read.value()));
            case WRONG_LENGTH ->
                throw Refusal.invalid(
                        "credit-code-length",
                        "uscc",
                        Map.of("length", read.value().length()));
            case WRONG_CHARACTER, WRONG_CHECK ->
                throw Refusal.invalid(
                        read.suggestion() == null ? "credit-code-wrong" : "credit-code-misread",
                        "uscc",
                        Map.of("value", read.value(), "suggestion", Objects.requireNonNullElse(read.suggestion(), "")));
        };
    }

    static @Nullable String text(String field, @Nullable String value, int longest) {
        if (value == null) {
            return null;
        }
        var text = PlainText.line(value);
        if (text.length() > longest) {
            throw Refusal.invalid("too-long", field, Map.of("max", longest, "length", text.length()));
        }
        return text.isEmpty() ? null : text;
    }
}
