package dev.baton.staff;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives API clients something to sign in with that can be withdrawn without changing a password. */
@Component
@Transactional
public class IssuingToken {

    /** A token as it may be listed; its secret is shown only when it is issued. */
    @Schema(name = "Token")
    public record Issued(
            UUID id,
            String label,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** The only time that the secret is visible. */
    public record Secret(UUID id, String token) {}

    private final Tokens tokens;
    private final StaffDirectory directory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    IssuingToken(Tokens tokens, StaffDirectory directory, Clock clock) {
        this.tokens = tokens;
        this.directory = directory;
        this.clock = clock;
    }

    /** People issue tokens for themselves, administrators for anybody (machine accounts cannot do it themselves). */
    public Secret issue(Caller caller, PersonId owner, String label, @Nullable Duration validFor) {
        mayHandle(caller, owner);
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = "baton_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = Ids.next();
        var now = clock.instant();
        tokens.add(id, owner, label, token, now, validFor == null ? null : now.plus(validFor));
        return new Secret(id, token);
    }

    @Transactional(readOnly = true)
    public List<Issued> of(Caller caller, PersonId owner) {
        mayHandle(caller, owner);
        return tokens.of(owner);
    }

    public void revoke(Caller caller, PersonId owner, UUID id) {
        mayHandle(caller, owner);
        if (!tokens.revoke(id, owner, clock.instant())) {
            throw Refusal.notFound("token-not-found");
        }
    }

    private void mayHandle(Caller caller, PersonId owner) {
        if (!caller.id().equals(owner) && !caller.has(Role.ADMIN)) {
            throw Refusal.notFound("person-not-found");
        }
        if (directory.find(owner).isEmpty()) {
            throw Refusal.notFound("person-not-found");
        }
    }
}
