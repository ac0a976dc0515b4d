package dev.baton.shared;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * What a file of public holidays says, checked when it is read: a date that is there twice, a make-up working day that
 * is a working day anyway or a date of a year that no notice covers is somebody's slip of the pen and is refused with
 * its line, so that no deadline is computed from it.
 */
final class Holidays {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final Set<Integer> years = new HashSet<>();
    private final Map<LocalDate, Boolean> workingDays = new HashMap<>();

    private Holidays() {}

    static Holidays read(Reader csv) {
        var holidays = new Holidays();
        try (var rows = FORMAT.parse(csv)) {
            for (var row : rows) {
                try {
                    holidays.take(row);
                } catch (DateTimeException | IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "The holiday file is wrong in line " + rows.getCurrentLineNumber() + ": " + e.getMessage(),
                            e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The holiday file cannot be read", e);
        }
        holidays.mustCoverItsDates();
        return holidays;
    }

    private void take(CSVRecord row) {
        if (row.get("source").isBlank()) {
            throw new IllegalArgumentException("the source is missing");
        }
        switch (row.get("kind")) {
            case "YEAR" -> cover(Year.parse(row.get("date")).getValue());
            case "HOLIDAY" -> take(LocalDate.parse(row.get("date")), false);
            case "WORKDAY" -> take(LocalDate.parse(row.get("date")), true);
            default -> throw new IllegalArgumentException("the kind is YEAR, HOLIDAY or WORKDAY");
        }
    }

    private void cover(int year) {
        if (!years.add(year)) {
            throw new IllegalArgumentException(year + " is there twice");
        }
    }

    private void take(LocalDate date, boolean working) {
        if (working && isWeekday(date)) {
            throw new IllegalArgumentException(date + " is a working day anyway");
        }
        if (workingDays.put(date, working) != null) {
            throw new IllegalArgumentException(date + " is there twice");
        }
    }

    /** The notice for a year may move days at the very end of the year before. */
    private void mustCoverItsDates() {
        workingDays.keySet().stream()
                .filter(date ->
                        !covers(date.getYear()) && !covers(date.plusDays(7).getYear()))
                .min(LocalDate::compareTo)
                .ifPresent(date -> {
                    throw new IllegalArgumentException(
                            "The holiday file names " + date + " and has no YEAR row for " + date.getYear());
                });
    }

    Set<Integer> years() {
        return years;
    }

    boolean covers(int year) {
        return years.contains(year);
    }

    boolean isWorkingDay(LocalDate date) {
        var said = workingDays.get(date);
        return said == null ? isWeekday(date) && (covers(date.getYear()) || !isFixed(date)) : said;
    }

    /** Days off that need no notice: New Year, Labour Day and National Day are holidays by law in every year. */
    private static boolean isFixed(LocalDate date) {
        return switch (date.getMonth()) {
            case JANUARY -> date.getDayOfMonth() == 1;
            case MAY, OCTOBER -> date.getDayOfMonth() <= 3;
            default -> false;
        };
    }

    private static boolean isWeekday(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }
}
