package dev.baton.lead.window;

import dev.baton.lead.file.LeadResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the owner of a lead has, as the decision table {@code response-window} says it (LR-01, F-06).
 *
 * @param minutes length of the window, more than 0
 * @param reminderShare part of the window after which the owner is reminded, in (0, 1)
 * @param managerFactor multiple of the window after which the manager is called in, more than 1
 * @param followUpHours longest silence between two follow-ups
 */
public record WindowRule(
        @Nullable Double minutes,
        @Nullable Double reminderShare,
        @Nullable Double managerFactor,
        @Nullable Double followUpHours) {

    /** Used when the table gave nothing usable; the lead then carries a notice that says so. */
    public static final WindowRule FALLBACK = new WindowRule(90d, 2d / 3, 2d, 48d);

    public boolean isUsable() {
        return minutes != null
                && minutes > 0
                && reminderShare != null
                && reminderShare > 0
                && reminderShare < 1
                && managerFactor != null
                && managerFactor > 1
                && followUpHours != null
                && followUpHours > 0;
    }

    /** The three points in time, to the second. */
    public record Times(Instant firstReminder, Instant due, Instant manager) {

        public Map<String, Instant> byKind() {
            return Map.of(
                    LeadResponse.Deadlines.FIRST_REMINDER,
                    firstReminder,
                    LeadResponse.Deadlines.WINDOW,
                    due,
                    LeadResponse.Deadlines.MANAGER,
                    manager);
        }
    }

    public Times from(Instant start) {
        return new Times(
                after(start, value(minutes) * value(reminderShare)),
                after(start, value(minutes)),
                after(start, value(minutes) * value(managerFactor)));
    }

    Duration longestSilence() {
        return Duration.ofSeconds(Math.round(value(followUpHours) * 3600));
    }

    private static Instant after(Instant start, double minutes) {
        return start.plusSeconds(Math.round(minutes * 60));
    }

    private static double value(@Nullable Double number) {
        return number == null ? 0 : number;
    }
}
