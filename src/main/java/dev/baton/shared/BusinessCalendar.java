package dev.baton.shared;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Knows which days people work, so that a deadline in working days or working hours becomes an absolute moment (F-19).
 *
 * <p>Holidays and make-up working days come from a file. For a year that the file does not cover nothing is guessed:
 * weekends and the fixed days of the law are off, the answer names the year, and whoever made the calendar is told.
 */
public final class BusinessCalendar {

    /**
     * A deadline.
     *
     * @param unknownYears years that were counted by weekends and fixed days alone because their holidays are not known; empty where the
     *     date is sure
     */
    public record Due(Instant at, List<Integer> unknownYears) {

        public Due {
            unknownYears = List.copyOf(unknownYears);
        }

        /** Whether it may still move once the holidays of a year are known. */
        public boolean uncertain() {
            return !unknownYears.isEmpty();
        }
    }

    /** Where the holidays of mainland China are. */
    public static final String CHINESE_HOLIDAYS = "/calendar/cn-holidays.csv";

    /** The zone whose days are counted, unless an office says something else. */
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** A deadline further away is a slip of the pen in a table. */
    private static final int FURTHEST_DAYS = 3_660;

    private final Holidays holidays;
    private final ZoneId zone;
    private final WorkingTime hours;
    private final IntConsumer unknownYear;

    /**
     * @param holidays a file with the columns date, kind, name and source; refused with the line that is wrong
     * @param unknownYear is told each time a day of a year is asked for that the file does not cover
     */
    public BusinessCalendar(Reader holidays, ZoneId zone, WorkingTime hours, IntConsumer unknownYear) {
        this.holidays = Holidays.read(holidays);
        this.zone = zone;
        this.hours = hours;
        this.unknownYear = unknownYear;
    }

    /** The calendar of mainland China from nine to six, with the holidays that are known to this version. */
    public static BusinessCalendar chinese() {
        try (var file = new InputStreamReader(
                Objects.requireNonNull(BusinessCalendar.class.getResourceAsStream(CHINESE_HOLIDAYS)),
                StandardCharsets.UTF_8)) {
            return new BusinessCalendar(file, SHANGHAI, WorkingTime.NINE_TO_SIX, year -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The zone in which a date is a date. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether the holidays of the year are known. */
    public boolean knows(int year) {
        return holidays.covers(year);
    }

    /** The years whose holidays are known, in their order: a deadline in any other may still move. */
    public List<Integer> knownYears() {
        return holidays.years().stream().sorted().toList();
    }

    public boolean isWorkingDay(LocalDate date) {
        return isWorkingDay(date, new TreeSet<>());
    }

    /**
     * The same clock time on the n-th working day after; a start on a day off counts from the next working day. A start
     * long ago has its deadline in the past.
     *
     * @param days 0 to ten years of days; with 0, a start on a day off moves to the next working day
     */
    public Due plusWorkingDays(Instant from, int days) {
        if (days < 0 || days > FURTHEST_DAYS) {
            throw new IllegalArgumentException("A deadline is 0 to " + FURTHEST_DAYS + " working days away: " + days);
        }
        var unknown = new TreeSet<Integer>();
        var start = from.atZone(zone);
        var date = workingDayFrom(start.toLocalDate(), unknown);
        for (var left = days; left > 0; left--) {
            date = workingDayFrom(date.plusDays(1), unknown);
        }
        return new Due(date.atTime(start.toLocalTime()).atZone(zone).toInstant(), List.copyOf(unknown));
    }

    /**
     * The moment at which so much working time has gone by. Time outside the hours does not count; what is used up at
     * closing time is due at closing time.
     *
     * @param time zero to ten years; with zero, a start outside the hours moves to the next opening
     */
    public Due plusWorkingTime(Instant from, Duration time) {
        if (time.isNegative() || time.compareTo(Duration.ofDays(FURTHEST_DAYS)) > 0) {
            throw new IllegalArgumentException(
                    "A deadline is 0 to " + FURTHEST_DAYS + " days of working time away: " + time);
        }
        var unknown = new TreeSet<Integer>();
        var left = time;
        for (var date = from.atZone(zone).toLocalDate(); ; date = date.plusDays(1)) {
            if (!isWorkingDay(date, unknown)) {
                continue;
            }
            var opens = date.atTime(hours.opens()).atZone(zone).toInstant();
            var closes = date.atTime(hours.closes()).atZone(zone).toInstant();
            var start = from.isAfter(opens) ? from : opens;
            if (!start.isBefore(closes)) {
                continue;
            }
            var today = Duration.between(start, closes);
            if (left.compareTo(today) <= 0) {
                return new Due(start.plus(left), List.copyOf(unknown));
            }
            left = left.minus(today);
        }
    }

    /** How many working days there are after {@code a} up to and with {@code b}; below zero where b is before a. */
    public long workingDaysBetween(LocalDate a, LocalDate b) {
        if (b.isBefore(a)) {
            return -workingDaysBetween(b, a);
        }
        return a.plusDays(1)
                .datesUntil(b.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    private LocalDate workingDayFrom(LocalDate date, SortedSet<Integer> unknown) {
        var candidate = date;
        while (!isWorkingDay(candidate, unknown)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    private boolean isWorkingDay(LocalDate date, SortedSet<Integer> unknown) {
        if (!holidays.covers(date.getYear()) && unknown.add(date.getYear())) {
            unknownYear.accept(date.getYear());
        }
        return holidays.isWorkingDay(date);
    }
}
