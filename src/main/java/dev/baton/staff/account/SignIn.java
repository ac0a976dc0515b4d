package dev.baton.staff.account;

import dev.baton.staff.Origin;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Somebody's being signed in at one browser; ends by itself, by signing out, or from another browser. */
@Entity
@Table(name = "sign_in")
@DynamicUpdate
class SignIn {

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** What the store of sessions forgets by itself after idleness (server.servlet.session.timeout). */
    private static final Duration LONGEST_IDLE = Duration.ofHours(8);

    private static final int LONGEST_PROGRAM = 200;

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private UUID personId;
    private Instant startedAt;
    private Instant lastSeenAt;
    private @Nullable Instant endedAt;
    private String address;
    private @Nullable String program;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected SignIn() {}

    SignIn(UUID id, PersonId person, Origin origin, Instant now) {
        this.id = id;
        this.personId = person.value();
        this.startedAt = now;
        this.lastSeenAt = now;
        this.address = origin.address();
        var used = origin.program();
        this.program = used == null || used.length() <= LONGEST_PROGRAM ? used : used.substring(0, LONGEST_PROGRAM);
    }

    UUID id() {
        return id;
    }

    PersonId person() {
        return new PersonId(personId);
    }

    boolean isOpen(Instant now, Duration longest) {
        return endedAt == null
                && startedAt.plus(longest).isAfter(now)
                && lastSeenAt.plus(LONGEST_IDLE).isAfter(now);
    }

    /** What ended the credentials of the person ended this. */
    boolean provesSince(Instant credentialsChangedAt) {
        return !startedAt.isBefore(credentialsChangedAt);
    }

    boolean isDueToBeNoted(Instant now) {
        return lastSeenAt.plus(NOTED_EVERY).isBefore(now);
    }

    /** Returns whether this call ended it. */
    boolean end(Instant now) {
        if (endedAt != null) {
            return false;
        }
        endedAt = now;
        return true;
    }

    ListingSignIns.Listed listed(@Nullable UUID asking) {
        return new ListingSignIns.Listed(id, startedAt, lastSeenAt, address, program, id.equals(asking));
    }
}
