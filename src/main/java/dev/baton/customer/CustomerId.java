package dev.baton.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.baton.shared.Ids;
import java.util.UUID;

/** Identifies a customer; one that was merged away still leads to the one that it became part of. */
public record CustomerId(@JsonValue UUID value) {

    @JsonCreator
    public static CustomerId of(String value) {
        return new CustomerId(UUID.fromString(value));
    }

    static CustomerId next() {
        return new CustomerId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
