package dev.baton.staff;

import static dev.baton.staff.People.instant;
import static dev.baton.staff.People.instantOrNull;
import static dev.baton.staff.People.utc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** API tokens: 256 random bits, so a plain SHA-256 is enough to keep them unreadable. */
@Repository
class Tokens {

    private final JdbcClient jdbc;

    Tokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, PersonId owner, String label, String token, Instant now, @Nullable Instant expiresAt) {
        jdbc.sql("""
                        insert into api_token (id, person_id, label, sha256, created_at, expires_at)
                        values (:id, :person, :label, :sha256, :now, :expires)""")
                .param("id", id)
                .param("person", owner.value())
                .param("label", label)
                .param("sha256", sha256(token))
                .param("now", utc(now))
                .param("expires", expiresAt == null ? null : utc(expiresAt))
                .update();
    }

    Optional<PersonId> ownerOf(String token, Instant now) {
        var sha256 = sha256(token);
        record Found(UUID personId, boolean usedLongAgo) {}
        // To the minute is enough to see which tokens are in use, and spares a write for every request.
        var found = jdbc.sql("""
                        select person_id, coalesce(last_used_at < :minuteAgo, true) as used_long_ago from api_token
                        where sha256 = :sha256 and revoked_at is null and (expires_at is null or expires_at > :now)""")
                .param("sha256", sha256)
                .param("now", utc(now))
                .param("minuteAgo", utc(now.minusSeconds(60)))
                .query(Found.class)
                .optional();
        found.filter(Found::usedLongAgo)
                .ifPresent(known -> jdbc.sql("update api_token set last_used_at = :now where sha256 = :sha256")
                        .param("sha256", sha256)
                        .param("now", utc(now))
                        .update());
        return found.map(Found::personId).map(PersonId::new);
    }

    List<IssuingToken.Issued> of(PersonId owner) {
        return jdbc.sql("""
                        select id, label, created_at, expires_at, last_used_at from api_token
                        where person_id = :person and revoked_at is null order by created_at, id""")
                .param("person", owner.value())
                .query((row, n) -> new IssuingToken.Issued(
                        row.getObject("id", UUID.class),
                        row.getString("label"),
                        instant(row, "created_at"),
                        instantOrNull(row, "expires_at"),
                        instantOrNull(row, "last_used_at")))
                .list();
    }

    boolean revoke(UUID id, PersonId owner, Instant now) {
        return jdbc.sql("""
                                update api_token set revoked_at = :now
                                where id = :id and person_id = :person and revoked_at is null""")
                        .param("id", id)
                        .param("person", owner.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
