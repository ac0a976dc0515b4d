package dev.baton.integration;

import dev.baton.lead.NewLead;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Turns a draft into the standard lead, the same way for every source: words of intent and source in Chinese or
 * English, dates as people write them, and what a source leaves out where the house has an answer for it.
 */
@Component
public class Standardising {

    /** When nobody says when to follow up: a day later. */
    private static final Duration FOLLOW_UP_AFTER = Duration.ofDays(1);

    private static final LocalTime START_OF_WORK = LocalTime.of(9, 0);
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[T\\s]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?");
    /** What a spreadsheet makes of a number. */
    private static final Pattern SPREADSHEET_NUMBER = Pattern.compile("(\\d{7,15})\\.0+");

    private final Vocabulary words;
    private final Clock clock;
    private final ZoneId zone;

    Standardising(Vocabulary words, Clock clock, @Value("${baton.zone:Asia/Shanghai}") ZoneId zone) {
        this.words = words;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param defaultSource code of the source, where the draft names none or one that the house has no word for */
    @SuppressWarnings("NullAway") // what is missing is refused by the rules of intake, which name it
    public NewLead lead(Draft draft, String defaultSource) {
        var meta = new LinkedHashMap<>(draft.meta());
        var named = Optional.ofNullable(draft.get(LeadField.SOURCE));
        var source = named.flatMap(words::source).orElse(defaultSource);
        if (named.isPresent() && words.source(named.get()).isEmpty()) {
            meta.put("origin", named.get());
        }
        return new NewLead(
                draft.get(LeadField.NAME),
                phone(draft.get(LeadField.PHONE)),
                source,
                Optional.ofNullable(draft.get(LeadField.INTENT))
                        .map(words::intent)
                        .orElse("medium"),
                followUp(draft.get(LeadField.NEXT_FOLLOW_UP_AT)),
                draft.get(LeadField.COMPANY),
                draft.get(LeadField.EMAIL),
                draft.get(LeadField.REGION),
                draft.get(LeadField.INDUSTRY),
                draft.get(LeadField.COMPANY_SIZE),
                draft.get(LeadField.EXTERNAL_REF),
                utm(draft),
                meta);
    }

    private static @Nullable String phone(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        var number = SPREADSHEET_NUMBER.matcher(typed);
        return number.matches() ? number.group(1) : typed;
    }

    private static Map<String, String> utm(Draft draft) {
        var utm = new LinkedHashMap<String, String>();
        for (var field : LeadField.values()) {
            var text = draft.get(field);
            if (field.isUtm() && text != null) {
                utm.put(field.code().substring("utm.".length()), text);
            }
        }
        return utm;
    }

    private Instant followUp(@Nullable String typed) {
        if (typed == null) {
            return clock.instant().plus(FOLLOW_UP_AFTER);
        }
        try {
            return OffsetDateTime.parse(typed.replaceFirst("(?<=\\d)\\s+(?=\\d)", "T"))
                    .toInstant();
        } catch (DateTimeException withoutZone) {
            return local(typed);
        }
    }

    /** A time without a zone is one of the house; a day without a time begins with the work. */
    private Instant local(String typed) {
        var parts = DATE.matcher(typed);
        try {
            if (parts.matches()) {
                var day = LocalDate.of(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
                var time = parts.group(4) == null
                        ? START_OF_WORK
                        : LocalTime.of(
                                Integer.parseInt(parts.group(4)),
                                Integer.parseInt(parts.group(5)),
                                parts.group(6) == null ? 0 : Integer.parseInt(parts.group(6)));
                return LocalDateTime.of(day, time).atZone(zone).toInstant();
            }
        } catch (DateTimeException noSuchDay) {
            throw notADate(typed);
        }
        throw notADate(typed);
    }

    private static Refusal notADate(String typed) {
        var field = LeadField.NEXT_FOLLOW_UP_AT.code();
        return Refusal.invalid("invalid-date", field, Map.of("field", field, "value", typed));
    }
}
