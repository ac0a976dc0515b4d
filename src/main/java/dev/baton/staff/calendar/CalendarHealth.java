package dev.baton.staff.calendar;

import dev.baton.shared.BusinessCalendar;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says which year's holidays are missing, from November on, when deadlines begin to reach into it (F-19). Everything
 * works meanwhile, so the application stays up.
 */
@Component("calendarHealthIndicator")
class CalendarHealth implements HealthIndicator {

    private final BusinessCalendar calendar;
    private final Clock clock;

    CalendarHealth(BusinessCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var missing = WorkingCalendar.soonNeeded(LocalDate.ofInstant(clock.instant(), calendar.zone())).stream()
                .filter(year -> !calendar.knows(year))
                .sorted()
                .toList();
        return missing.isEmpty()
                ? Health.up().build()
                : Health.up()
                        .withDetail("yearsWithoutHolidays", missing)
                        .withDetail("remedy", "Add the years to the holiday file (baton.calendar.file).")
                        .build();
    }
}
