package dev.baton.staff;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identifies a person of the house. */
public record PersonId(@JsonValue UUID value) {

    @JsonCreator
    public static PersonId of(String value) {
        return new PersonId(UUID.fromString(value));
    }

    /** For columns and fields in which there may be nobody. */
    public static @Nullable PersonId orNull(@Nullable UUID value) {
        return value == null ? null : new PersonId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
