package dev.baton.shared;

import java.time.LocalTime;

/** The hours of a working day, without a break in between: from {@code opens} on, up to and without {@code closes}. */
public record WorkingTime(LocalTime opens, LocalTime closes) {

    /** What an office keeps unless it says something else. */
    public static final WorkingTime NINE_TO_SIX = new WorkingTime(LocalTime.of(9, 0), LocalTime.of(18, 0));

    public WorkingTime {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("The working day has to open before it closes: " + opens + "-" + closes);
        }
    }

    /** Reads {@code 09:00-18:00}. */
    public static WorkingTime parse(String hours) {
        var ends = hours.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("Working hours look like 09:00-18:00 and not like " + hours);
        }
        return new WorkingTime(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
    }
}
