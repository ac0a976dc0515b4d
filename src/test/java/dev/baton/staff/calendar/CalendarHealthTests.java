package dev.baton.staff.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.shared.BusinessCalendar;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarHealthTests {

    @ParameterizedTest
    @CsvSource({"2026-10-31T12:00:00Z, false", "2026-11-01T00:00:00Z, true", "2026-12-31T00:00:00Z, true"})
    @DisplayName("From 1 November on health names the next year while its holidays are missing")
    void namesTheYear(Instant now, boolean named) {
        var health = new CalendarHealth(BusinessCalendar.chinese(), Clock.fixed(now, ZoneOffset.UTC)).health();

        assertThat(health.getStatus().getCode()).isEqualTo("UP");
        assertThat(health.getDetails().get("yearsWithoutHolidays")).isEqualTo(named ? List.of(2027) : null);
    }
}
