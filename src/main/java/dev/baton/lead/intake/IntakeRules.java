package dev.baton.lead.intake;

import dev.baton.lead.NewLead;
import dev.baton.lead.Phone;
import dev.baton.lead.contact.Intents;
import dev.baton.lead.contact.Sources;
import dev.baton.shared.MailAddress;
import dev.baton.shared.PlainText;
import dev.baton.shared.Refusal;
import dev.baton.staff.Region;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every new lead must satisfy, whichever door it came through; each refusal names the field and the remedy. */
@Component
public class IntakeRules {

    /** Sources that are known by code, for the modules that bring leads in. */
    public static final List<String> SOURCES = Sources.IN_ORDER;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_NOTE = 2_000;
    private static final int LONGEST_KEY = 100;
    private static final int MOST_TEXTS = 50;
    private static final Duration OLDEST_FOLLOW_UP = Duration.ofDays(1);
    private static final Duration FURTHEST_FOLLOW_UP = Duration.ofDays(731);

    private final Staff staff;
    private final Clock clock;

    IntakeRules(Staff staff, Clock clock) {
        this.staff = staff;
        this.clock = clock;
    }

    /**
     * A lead as it will be stored.
     *
     * @param untimely why its dates are none for a new lead; of one that is handed in again they were checked then
     */
    record Checked(NewLead lead, Phone phone, @Nullable Refusal untimely) {

        void mustBeTimely() {
            if (untimely != null) {
                throw untimely;
            }
        }
    }

    Checked check(NewLead raw) {
        var name = PlainText.line(required("name", raw.name(), LONGEST_NAME));
        var phoneText = required("phone", raw.phone(), LONGEST_TEXT);
        var phone = Phone.parse(phoneText)
                .orElseThrow(() -> Refusal.invalid("invalid-phone", "phone", Map.of("value", shortened(phoneText))));
        var source = oneOf("source", required("source", raw.source(), LONGEST_TEXT), Set.copyOf(SOURCES));
        var intent = oneOf("intent", required("intent", raw.intent(), LONGEST_TEXT), Intents.ALL);
        var email = optional("email", raw.email(), LONGEST_TEXT);
        if (email != null && !MailAddress.isOne(email)) {
            throw Refusal.invalid("invalid-email", "email", Map.of("value", shortened(email)));
        }
        var followUpAt = raw.nextFollowUpAt();
        if (followUpAt == null) {
            throw Refusal.invalid("missing-field", "nextFollowUpAt", Map.of("field", "nextFollowUpAt"));
        }
        return new Checked(
                new NewLead(
                        name,
                        phoneText,
                        source,
                        intent,
                        followUpAt,
                        optional("company", raw.company(), LONGEST_TEXT),
                        email,
                        region(optional("region", raw.region(), LONGEST_TEXT)),
                        optional("industry", raw.industry(), LONGEST_TEXT),
                        optional("companySize", raw.companySize(), LONGEST_TEXT),
                        optional("externalRef", raw.externalRef(), LONGEST_TEXT),
                        texts("utm", raw.utm()),
                        texts("sourceMeta", raw.sourceMeta())),
                phone,
                untimely(followUpAt));
    }

    private @Nullable Refusal untimely(Instant at) {
        var now = clock.instant();
        if (at.isBefore(now.minus(OLDEST_FOLLOW_UP))) {
            return Refusal.invalid("date-in-past", "nextFollowUpAt", Map.of("value", at.toString()));
        }
        if (at.isAfter(now.plus(FURTHEST_FOLLOW_UP))) {
            return Refusal.invalid("date-absurd", "nextFollowUpAt", Map.of("value", at.toString()));
        }
        return null;
    }

    private @Nullable String region(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        return staff.regions().stream()
                .filter(region -> matches(region, typed))
                .map(Region::code)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "unknown-region",
                        "region",
                        Map.of(
                                "value",
                                shortened(typed),
                                "allowed",
                                String.join(
                                        ", ",
                                        staff.regions().stream()
                                                .map(Region::code)
                                                .toList()))));
    }

    private static boolean matches(Region region, String typed) {
        return region.code().equalsIgnoreCase(typed)
                || region.nameZh().equals(typed)
                || region.nameEn().equalsIgnoreCase(typed);
    }

    private static String oneOf(String field, String value, Set<String> allowed) {
        var code = value.toLowerCase(Locale.ROOT);
        if (!allowed.contains(code)) {
            throw Refusal.invalid(
                    "invalid-enum",
                    field,
                    Map.of(
                            "field",
                            field,
                            "value",
                            shortened(value),
                            "allowed",
                            String.join(", ", allowed.stream().sorted().toList())));
        }
        return code;
    }

    private static String required(String field, @Nullable String value, int longest) {
        var text = optional(field, value, longest);
        if (text == null) {
            throw Refusal.invalid("missing-field", field, Map.of("field", field));
        }
        return text;
    }

    private static @Nullable String optional(String field, @Nullable String value, int longest) {
        if (value == null) {
            return null;
        }
        // Markup stays as typed: it is data, and every place that shows it escapes it. Invisible characters go.
        var text = PlainText.of(value);
        if (text.length() > longest) {
            throw Refusal.invalid("too-long", field, Map.of("field", field, "max", longest, "length", text.length()));
        }
        return text.isEmpty() ? null : text;
    }

    private static Map<String, String> texts(String field, @Nullable Map<String, String> values) {
        if (values == null) {
            return Map.of();
        }
        var kept = new java.util.TreeMap<String, String>();
        values.forEach((name, value) -> {
            var key = PlainText.line(name);
            var text = optional(field + "." + shortened(key), value, LONGEST_NOTE);
            if (text == null) {
                return;
            }
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw Refusal.invalid(
                        key.isEmpty() ? "missing-field" : "too-long",
                        field + "." + shortened(key),
                        Map.of("max", LONGEST_KEY, "length", key.length()));
            }
            kept.put(key, text);
        });
        if (kept.size() > MOST_TEXTS) {
            throw Refusal.invalid("too-many-entries", field, Map.of("max", MOST_TEXTS, "count", kept.size()));
        }
        return kept;
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
