package dev.baton.staff;

import java.time.Instant;

/**
 * A proved and active person.
 *
 * @param credentialsChangedAt a proof made before this moment no longer counts
 */
public record Identity(Person person, Instant credentialsChangedAt) {

    public Caller caller() {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
