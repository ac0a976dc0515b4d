package dev.baton.staff.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.shared.BusinessCalendar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;

/** What the house is told of a year whose holidays it has not been given (F-19). */
@ExtendWith(OutputCaptureExtension.class)
class WorkingCalendarTests {

    /** A year that no other calendar in this JVM is asked about. */
    private static final String ONLY_2096 = "date,kind,name,source\n2096,YEAR,notice,number\n";

    @Test
    @DisplayName(
            "A start in a known year says nothing, until a deadline reaches into one that is not: that is said once")
    void once(CapturedOutput output) throws IOException {
        var calendar = startingAt("2096-10-31T15:00");
        assertThat(output).doesNotContain("holidays of");

        for (var times = 0; times < 3; times++) {
            assertThat(calendar.plusWorkingDays(shanghai("2096-12-31T10:00"), 2).unknownYears())
                    .containsExactly(2097);
        }
        assertThat(output.toString().lines().filter(line -> line.contains("The holidays of 2097 are not known")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("WARN", "baton.calendar.file"));
    }

    @Test
    @DisplayName(
            "From November on, when its notice is out, the next year is missed at the start, as people here count the days")
    void inNovember(CapturedOutput output) throws IOException {
        // The last evening of October in Greenwich.
        var calendar = startingAt("2096-11-01T00:30");
        assertThat(warned(output, 2097)).isEqualTo(1);
        assertThat(warned(output, 2096)).isZero();

        calendar.isWorkingDay(LocalDate.of(2097, 1, 4));
        assertThat(warned(output, 2097)).as("said already").isEqualTo(1);
    }

    @Test
    @DisplayName("A start in a year that is not known says so at once, in the last months of the next one as well")
    void unknown(CapturedOutput output) throws IOException {
        startingAt("2097-03-01T10:00");
        assertThat(warned(output, 2097)).isEqualTo(1);
        assertThat(warned(output, 2098)).isZero();
        startingAt("2097-12-31T10:00");
        assertThat(warned(output, 2098)).isEqualTo(1);
    }

    private static long warned(CapturedOutput output, int year) {
        return output.toString()
                .lines()
                .filter(line -> line.contains("The holidays of " + year + " are not known"))
                .count();
    }

    private static BusinessCalendar startingAt(String local) throws IOException {
        return new WorkingCalendar()
                .businessCalendar(
                        new WorkingCalendar.Properties(
                                BusinessCalendar.SHANGHAI,
                                "09:00-18:00",
                                new ByteArrayResource(ONLY_2096.getBytes(StandardCharsets.UTF_8))),
                        Clock.fixed(shanghai(local), BusinessCalendar.SHANGHAI));
    }

    private static Instant shanghai(String local) {
        return LocalDateTime.parse(local).atZone(BusinessCalendar.SHANGHAI).toInstant();
    }
}
