package dev.baton.opportunity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.baton.shared.Ids;
import java.util.UUID;

/** Identifies a deal; also the correlation key of its process. */
public record DealId(@JsonValue UUID value) {

    @JsonCreator
    public static DealId of(String value) {
        return new DealId(UUID.fromString(value));
    }

    static DealId next() {
        return new DealId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
