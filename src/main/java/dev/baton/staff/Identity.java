package dev.baton.staff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proved and active person.
 *
 * @param credentialsChangedAt a proof made before this moment no longer counts
 * @param limit what a token lets do; null where the person proved it in person
 */
public record Identity(
        Person person,
        Instant credentialsChangedAt,
        @Nullable TokenScope limit) {

    public Caller caller() {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
