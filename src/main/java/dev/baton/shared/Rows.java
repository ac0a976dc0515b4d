package dev.baton.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Columns as the values that the code works with, in one place: a forgotten null or time zone is mended once. */
public final class Rows {

    private Rows() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return required(column, instantOrNull(row, column));
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    public static LocalDate day(ResultSet row, String column) throws SQLException {
        return required(column, dayOrNull(row, column));
    }

    public static @Nullable LocalDate dayOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return required(column, uuidOrNull(row, column));
    }

    public static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static @Nullable Integer intOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    /** A column {@code text[]}; empty where it is null. */
    public static List<String> words(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.copyOf(Arrays.asList((String[]) array.getArray()));
    }

    public static <E extends Enum<E>> E word(ResultSet row, String column, Class<E> of) throws SQLException {
        return Enum.valueOf(of, required(column, row.getString(column)));
    }

    public static <E extends Enum<E>> @Nullable E wordOrNull(ResultSet row, String column, Class<E> of)
            throws SQLException {
        var value = row.getString(column);
        return value == null ? null : Enum.valueOf(of, value);
    }

    /** The other way: a moment as a parameter of a statement. */
    public static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }

    public static @Nullable Timestamp timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    private static <T> T required(String column, @Nullable T value) {
        return Objects.requireNonNull(value, () -> "The column " + column + " holds nothing");
    }
}
