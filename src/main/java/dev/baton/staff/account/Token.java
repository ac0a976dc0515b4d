package dev.baton.staff.account;

import dev.baton.staff.PersonId;
import dev.baton.staff.TokenScope;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What a program signs in with in place of a password: 256 random bits, so a plain SHA-256 keeps them unreadable. */
@Entity
@Table(name = "api_token")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Token {

    /** To the minute is enough to see which tokens are in use, and spares a write for every request. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private UUID personId;
    private String label;
    private byte[] sha256;

    @Enumerated(EnumType.STRING)
    private TokenScope scope;

    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant revokedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Token() {}

    Token(UUID id, PersonId owner, String label, String secret, TokenScope scope, Instant now, Instant expiresAt) {
        this.id = id;
        this.personId = owner.value();
        this.label = label;
        this.sha256 = sha256(secret);
        this.scope = scope;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    PersonId owner() {
        return new PersonId(personId);
    }

    TokenScope scope() {
        return scope;
    }

    /** A proof is never older than the credentials of its person: what they ended stays ended. */
    boolean provesSince(Instant credentialsChangedAt, Instant now) {
        return revokedAt == null && expiresAt.isAfter(now) && !createdAt.isBefore(credentialsChangedAt);
    }

    boolean isDueToBeNoted(Instant now) {
        return lastUsedAt == null || lastUsedAt.plus(NOTED_EVERY).isBefore(now);
    }

    /** Returns whether this call ended it. */
    boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        return true;
    }

    IssuingToken.Issued listed() {
        return new IssuingToken.Issued(id, label, scope, createdAt, expiresAt, lastUsedAt);
    }

    static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
