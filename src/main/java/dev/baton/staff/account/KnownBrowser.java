package dev.baton.staff.account;

import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** A browser where somebody has signed in before; proves nothing, it is only no stranger. */
@Entity
@Table(name = "known_browser")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class KnownBrowser {

    private static final Duration KNOWN_FOR = Duration.ofDays(180);

    @Id
    private String sha256;

    private UUID personId;
    private Instant lastUsedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected KnownBrowser() {}

    KnownBrowser(PersonId person, String secret, Instant now) {
        this.sha256 = hash(person, secret);
        this.personId = person.value();
        this.lastUsedAt = now;
    }

    static String hash(PersonId person, String secret) {
        return HexFormat.of().formatHex(Token.sha256(person + " " + secret));
    }

    boolean isKnown(Instant now) {
        return lastUsedAt.plus(KNOWN_FOR).isAfter(now);
    }
}
