package dev.baton.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Trials;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTests {

    private static final String HEADER = "date,kind,name,source\n";

    private final BusinessCalendar calendar = BusinessCalendar.chinese();

    /** Every stretch of days off and every make-up day of the three notices, first and last day and the days beside. */
    @ParameterizedTest
    @CsvSource({
        // 2024
        "2024-01-01, false",
        "2024-01-02, true",
        "2024-02-04, true",
        "2024-02-09, true",
        "2024-02-10, false",
        "2024-02-12, false",
        "2024-02-16, false",
        "2024-02-17, false",
        "2024-02-18, true",
        "2024-02-19, true",
        "2024-04-03, true",
        "2024-04-04, false",
        "2024-04-05, false",
        "2024-04-07, true",
        "2024-04-28, true",
        "2024-05-01, false",
        "2024-05-03, false",
        "2024-05-06, true",
        "2024-05-11, true",
        "2024-05-12, false",
        "2024-06-08, false",
        "2024-06-10, false",
        "2024-06-11, true",
        "2024-09-14, true",
        "2024-09-16, false",
        "2024-09-17, false",
        "2024-09-18, true",
        "2024-09-29, true",
        "2024-09-30, true",
        "2024-10-01, false",
        "2024-10-07, false",
        "2024-10-08, true",
        "2024-10-12, true",
        "2024-10-13, false",
        // 2025
        "2025-01-01, false",
        "2025-01-02, true",
        "2025-01-26, true",
        "2025-01-27, true",
        "2025-01-28, false",
        "2025-02-04, false",
        "2025-02-05, true",
        "2025-02-08, true",
        "2025-02-09, false",
        "2025-04-04, false",
        "2025-04-07, true",
        "2025-04-27, true",
        "2025-05-01, false",
        "2025-05-05, false",
        "2025-05-06, true",
        "2025-05-30, true",
        "2025-06-02, false",
        "2025-06-03, true",
        "2025-09-28, true",
        "2025-09-30, true",
        "2025-10-01, false",
        "2025-10-08, false",
        "2025-10-09, true",
        "2025-10-11, true",
        "2025-10-12, false",
        // 2026
        "2026-01-01, false",
        "2026-01-02, false",
        "2026-01-03, false",
        "2026-01-04, true",
        "2026-02-13, true",
        "2026-02-14, true",
        "2026-02-15, false",
        "2026-02-16, false",
        "2026-02-23, false",
        "2026-02-24, true",
        "2026-02-28, true",
        "2026-03-01, false",
        "2026-04-03, true",
        "2026-04-06, false",
        "2026-04-07, true",
        "2026-05-01, false",
        "2026-05-05, false",
        "2026-05-06, true",
        "2026-05-09, true",
        "2026-06-18, true",
        "2026-06-19, false",
        "2026-06-22, true",
        "2026-09-20, true",
        "2026-09-25, false",
        "2026-09-28, true",
        "2026-10-01, false",
        "2026-10-07, false",
        "2026-10-08, true",
        "2026-10-10, true",
        "2026-10-11, false"
    })
    void knowsTheNoticesOfTheStateCouncil(LocalDate date, boolean working) {
        assertThat(calendar.isWorkingDay(date)).isEqualTo(working);
    }

    /** Days off during the week less the make-up days, as each notice adds up. */
    @ParameterizedTest
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void countsTheWorkingDaysOfAYear(int year, int days) {
        assertThat(calendar.workingDaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                .isEqualTo(days);
    }

    @Test
    void countsOverSpringFestival() {
        // Friday, and the Saturday after is a make-up day: 14, then 24, 25, 26, 27 February.
        assertThat(calendar.plusWorkingDays(shanghai("2026-02-13T15:30"), 5))
                .isEqualTo(new BusinessCalendar.Due(shanghai("2026-02-27T15:30"), List.of()));
        assertThat(calendar.plusWorkingDays(shanghai("2025-01-27T10:00"), 1).at())
                .isEqualTo(shanghai("2025-02-05T10:00"));
    }

    @Test
    void countsFromTheFridayBeforeNationalDay() {
        // 2025: Friday 26 September, then 28 (make-up Sunday), 29, 30, 9 and 10 October.
        assertThat(calendar.plusWorkingDays(shanghai("2025-09-26T17:59:59"), 5).at())
                .isEqualTo(shanghai("2025-10-10T17:59:59"));
        // 2024: Friday 27 September, then 29 (make-up Sunday), 30, 8, 9 and 10 October.
        assertThat(calendar.plusWorkingDays(shanghai("2024-09-27T09:00"), 5).at())
                .isEqualTo(shanghai("2024-10-10T09:00"));
    }

    @Test
    void countsAMakeUpSundayAsADayOfWork() {
        assertThat(LocalDate.parse("2026-09-20").getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);

        assertThat(calendar.plusWorkingDays(shanghai("2026-09-18T11:00"), 1).at())
                .isEqualTo(shanghai("2026-09-20T11:00"));
        assertThat(calendar.plusWorkingDays(shanghai("2026-09-20T11:00"), 1).at())
                .isEqualTo(shanghai("2026-09-21T11:00"));
    }

    @Test
    void beginsToCountOnTheNextWorkingDayWhenItStartsOnADayOff() {
        assertThat(calendar.plusWorkingDays(shanghai("2026-03-07T22:15"), 1).at())
                .isEqualTo(shanghai("2026-03-10T22:15"));
        assertThat(calendar.plusWorkingDays(shanghai("2026-03-07T22:15"), 0).at())
                .isEqualTo(shanghai("2026-03-09T22:15"));
        assertThat(calendar.plusWorkingDays(shanghai("2026-03-09T22:15"), 0).at())
                .isEqualTo(shanghai("2026-03-09T22:15"));
    }

    @Test
    void takesTheDateFromShanghaiAndNotFromGreenwich() {
        // Friday 23:00 in Greenwich is Saturday in Shanghai.
        assertThat(calendar.plusWorkingDays(Instant.parse("2026-03-06T23:00:00Z"), 1)
                        .at())
                .isEqualTo(Instant.parse("2026-03-09T23:00:00Z"));
    }

    @Test
    void goesByWeekendsAndFixedDaysAndSaysTheYearWhereTheHolidaysAreNotKnown() {
        var asked = new ArrayList<Integer>();
        var listening = calendar(HEADER + "2026,YEAR,notice,number\n", asked);

        assertThat(listening.plusWorkingDays(shanghai("2026-12-30T12:00"), 1).unknownYears())
                .isEmpty();
        assertThat(asked).isEmpty();
        var due = listening.plusWorkingDays(shanghai("2026-12-30T12:00"), 3);
        assertThat(due.at()).isEqualTo(shanghai("2027-01-05T12:00"));
        assertThat(due.unknownYears()).containsExactly(2027);
        assertThat(due.uncertain()).isTrue();
        assertThat(asked).containsExactly(2027);
        assertThat(listening.plusWorkingTime(shanghai("2027-01-01T12:00"), Duration.ofHours(6)))
                .isEqualTo(new BusinessCalendar.Due(shanghai("2027-01-04T15:00"), List.of(2027)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2023, 2027, 2031, 2050})
    void theFixedDaysOfTheLawAreOffInEveryYear(int year) {
        for (var day : List.of("01-01", "05-01", "05-02", "05-03", "10-01", "10-02", "10-03")) {
            assertThat(calendar.isWorkingDay(LocalDate.parse(year + "-" + day)))
                    .as(year + "-" + day)
                    .isFalse();
        }
    }

    @Test
    void doesNotKnowTwentyTwentySevenYet() {
        assertThat(calendar.knows(2026)).isTrue();
        assertThat(calendar.knows(2027)).isFalse();
        assertThat(calendar.knows(2023)).isFalse();
    }

    @Test
    void givesADeadlineInThePastForAStartLongAgo() {
        var due = calendar.plusWorkingDays(shanghai("2024-02-09T18:30"), 2);

        assertThat(due.at()).isEqualTo(shanghai("2024-02-19T18:30"));
        assertThat(calendar.plusWorkingTime(shanghai("1999-12-31T17:00"), Duration.ofHours(2)))
                .isEqualTo(new BusinessCalendar.Due(shanghai("2000-01-03T10:00"), List.of(1999, 2000)));
    }

    @ParameterizedTest
    @CsvSource({
        // Inside one day, lunch is not taken out.
        "2026-03-02T09:00, PT4H, 2026-03-02T13:00",
        "2026-03-02T11:30, PT2H, 2026-03-02T13:30",
        // A whole day ends at its close and not at the next opening.
        "2026-03-02T09:00, PT9H, 2026-03-02T18:00",
        "2026-03-02T09:00, PT9H1S, 2026-03-03T09:00:01",
        // What is left of the afternoon goes on in the morning.
        "2026-03-02T17:00, PT2H, 2026-03-03T10:00",
        // Before the opening, at the close, at night.
        "2026-03-02T03:00, PT1H, 2026-03-02T10:00",
        "2026-03-02T18:00, PT1H, 2026-03-03T10:00",
        "2026-03-02T23:59, PT1H, 2026-03-03T10:00",
        // Over a weekend, over a make-up Sunday, over National Day.
        "2026-03-06T17:30, PT1H, 2026-03-09T09:30",
        "2026-09-19T12:00, PT1H, 2026-09-20T10:00",
        "2026-09-30T16:00, PT3H, 2026-10-08T10:00",
        // Nothing to wait for: now, or the next opening.
        "2026-03-02T10:00, PT0S, 2026-03-02T10:00",
        "2026-03-07T10:00, PT0S, 2026-03-09T09:00",
        // Two days of nine hours.
        "2026-03-02T12:00, PT18H, 2026-03-04T12:00"
    })
    void countsWorkingTimeFromNineToSix(LocalDateTime from, Duration time, LocalDateTime due) {
        assertThat(calendar.plusWorkingTime(at(from), time).at()).isEqualTo(at(due));
    }

    @Test
    void keepsTheHoursAndTheZoneOfTheHouse() {
        var berlin = ZoneId.of("Europe/Berlin");
        var other = new BusinessCalendar(
                new StringReader(HEADER + "2026,YEAR,notice,number\n"),
                berlin,
                WorkingTime.parse("22:00-23:30"),
                year -> {});

        assertThat(other.plusWorkingTime(Instant.parse("2026-01-05T22:00:00Z"), Duration.ofHours(1))
                        .at())
                .isEqualTo(Instant.parse("2026-01-06T21:30:00Z"));
    }

    @Test
    void passesOneWorkingDayForEachDayCounted() {
        Trials.run(2_000, random -> {
            var from = moment(random);
            var days = random.nextInt(60);
            var start = from.atZone(BusinessCalendar.SHANGHAI).toLocalDate();

            var due = calendar.plusWorkingDays(from, days).at().atZone(BusinessCalendar.SHANGHAI);

            assertThat(calendar.isWorkingDay(due.toLocalDate())).isTrue();
            assertThat(due.toLocalTime())
                    .isEqualTo(from.atZone(BusinessCalendar.SHANGHAI).toLocalTime());
            // A start on a day off is made up for by the working day on which counting begins.
            assertThat(calendar.workingDaysBetween(start, due.toLocalDate()))
                    .isEqualTo(calendar.isWorkingDay(start) ? days : days + 1L);
        });
    }

    @Test
    void neverComesEarlierForALaterStartOrForMoreDays() {
        Trials.run(2_000, random -> {
            var from = moment(random);
            var later = from.plus(random.nextLong(20_000), ChronoUnit.MINUTES);
            var days = random.nextInt(40);
            var time = Duration.ofMinutes(random.nextLong(20_000));

            assertThat(calendar.plusWorkingTime(later, time).at())
                    .isAfterOrEqualTo(calendar.plusWorkingTime(from, time).at());
            assertThat(calendar.plusWorkingDays(from, days + 1).at())
                    .isAfter(calendar.plusWorkingDays(from, days).at());
        });
    }

    @Test
    void addsWorkingDaysInPartsAsInOne() {
        Trials.run(2_000, random -> {
            var from = moment(random);
            var first = random.nextInt(40);
            var second = random.nextInt(40);

            var halfWay = calendar.plusWorkingDays(from, first).at();

            assertThat(calendar.plusWorkingDays(halfWay, second).at())
                    .isEqualTo(calendar.plusWorkingDays(from, first + second).at());
        });
    }

    /** On a day off it is the next working day at the same time of day, which a start early on that day comes before. */
    @Test
    void neverComesEarlierForALaterStartOnADayOfWork() {
        Trials.run(2_000, random -> {
            var days = random.nextInt(40);
            var from = calendar.plusWorkingDays(moment(random), 0).at();
            var later = calendar.plusWorkingDays(from.plus(random.nextLong(40_000), ChronoUnit.MINUTES), 0)
                    .at();

            if (!later.isBefore(from)) {
                assertThat(calendar.plusWorkingDays(later, days).at())
                        .isAfterOrEqualTo(calendar.plusWorkingDays(from, days).at());
            }
        });
    }

    @Test
    void addsWorkingTimeInPartsAsInOne() {
        Trials.run(2_000, random -> {
            var from = moment(random);
            var first = Duration.ofSeconds(random.nextLong(200_000));
            var second = Duration.ofSeconds(1 + random.nextLong(200_000));

            var halfWay = calendar.plusWorkingTime(from, first).at();

            assertThat(calendar.plusWorkingTime(halfWay, second).at())
                    .isEqualTo(
                            calendar.plusWorkingTime(from, first.plus(second)).at());
        });
    }

    /** Against a count minute by minute, which needs no thought. */
    @Test
    void agreesWithCountingMinuteByMinute() {
        Trials.run(200, random -> {
            var from = moment(random).truncatedTo(ChronoUnit.MINUTES);
            var minutes = 1 + random.nextInt(3_000);

            var counted = from;
            for (var left = minutes; left > 0; counted = counted.plus(1, ChronoUnit.MINUTES)) {
                var local = counted.atZone(BusinessCalendar.SHANGHAI);
                if (calendar.isWorkingDay(local.toLocalDate()) && local.getHour() >= 9 && local.getHour() < 18) {
                    left--;
                }
            }

            assertThat(calendar.plusWorkingTime(from, Duration.ofMinutes(minutes))
                            .at())
                    .isEqualTo(counted);
        });
    }

    @Test
    void countsBackwardsBelowZero() {
        Trials.run(500, random -> {
            var a = LocalDate.ofInstant(moment(random), BusinessCalendar.SHANGHAI);
            var b = a.plusDays(random.nextInt(200));

            assertThat(calendar.workingDaysBetween(b, a)).isEqualTo(-calendar.workingDaysBetween(a, b));
        });
    }

    @Test
    void refusesADeadlineThatIsASlipOfThePen() {
        var from = shanghai("2026-03-02T09:00");

        assertThatThrownBy(() -> calendar.plusWorkingDays(from, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.plusWorkingDays(from, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.plusWorkingTime(from, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.plusWorkingTime(from, Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026,YEAR,n,s\n2026,YEAR,n,s\n",
                "2026,YEAR,n,s\n2026-10-01,HOLIDAY,n,s\n2026-10-01,HOLIDAY,n,s\n",
                "2026,YEAR,n,s\n2026-10-10,HOLIDAY,n,s\n2026-10-10,WORKDAY,n,s\n",
                "2026,YEAR,n,s\n2026-10-12,WORKDAY,n,s\n",
                "2026,YEAR,n,s\n2026-13-01,HOLIDAY,n,s\n",
                "2026,YEAR,n,s\n2026-10-01,OFF,n,s\n",
                "2026,YEAR,n,s\n2026-10-01,HOLIDAY,n\n",
                "2026,YEAR,n,\n",
                "2026-10-01,HOLIDAY,n,s\n"
            })
    void refusesAFileThatIsWrong(String rows) {
        assertThatThrownBy(() -> calendar(HEADER + rows, new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The holiday file");
    }

    @Test
    void acceptsThatANoticeMovesTheLastDaysOfTheYearBefore() {
        var moved = calendar(HEADER + "2027,YEAR,n,s\n2026-12-31,HOLIDAY,n,s\n", new ArrayList<>());

        assertThat(moved.isWorkingDay(LocalDate.parse("2026-12-31"))).isFalse();
    }

    private static BusinessCalendar calendar(String file, List<Integer> asked) {
        return new BusinessCalendar(
                new StringReader(file), BusinessCalendar.SHANGHAI, WorkingTime.NINE_TO_SIX, asked::add);
    }

    /** Anywhere in the three years that are known. */
    private static Instant moment(RandomGenerator random) {
        return shanghai("2024-01-01T00:00").plusSeconds(random.nextLong((366L + 365 + 365) * 24 * 3_600));
    }

    private static Instant shanghai(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(BusinessCalendar.SHANGHAI).toInstant();
    }
}
