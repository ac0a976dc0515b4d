package dev.baton.staff.account;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.TokenScope;
import dev.baton.staff.people.StaffDirectory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives API clients something to sign in with that can be withdrawn without changing a password, and ends with it. */
@Component
@Transactional
public class IssuingToken {

    /** A token as it may be listed; its secret is shown only when it is issued. */
    @Schema(name = "Token")
    public record Issued(
            UUID id,
            String label,
            TokenScope scope,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** The only time that the secret is visible. */
    public record Secret(UUID id, String token, Instant expiresAt) {}

    private final Tokens tokens;
    private final StaffDirectory directory;
    private final ProvingPassword proving;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IssuingToken(
            Tokens tokens,
            StaffDirectory directory,
            ProvingPassword proving,
            Secrets secrets,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tokens = tokens;
        this.directory = directory;
        this.proving = proving;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /**
     * People issue tokens for themselves, administrators for anybody (machine accounts cannot do it themselves).
     *
     * @param password of the caller, who proves to be there in person: a session that was found open must not outlive
     *     itself
     */
    public Secret issue(
            Caller caller,
            PersonId owner,
            String label,
            TokenScope scope,
            Duration validFor,
            String password,
            Origin from) {
        mayHandle(caller, owner);
        proving.mustBe(caller.id(), password, "password", from);
        var token = "baton_" + secrets.next();
        var id = Ids.next();
        var now = clock.instant();
        var ends = now.plus(validFor);
        tokens.save(new Token(id, owner, label, token, scope, now, ends));
        tell(Kind.TOKEN_ISSUED, caller, owner, Map.of("token", id.toString(), "scope", scope.name()));
        return new Secret(id, token, ends);
    }

    @Transactional(readOnly = true)
    public List<Issued> of(Caller caller, PersonId owner) {
        mayHandle(caller, owner);
        return tokens.findLiving(owner.value()).stream().map(Token::listed).toList();
    }

    public void revoke(Caller caller, PersonId owner, UUID id) {
        mayHandle(caller, owner);
        var revoked = tokens.findForUpdate(id, owner.value()).filter(token -> token.revoke(clock.instant()));
        if (revoked.isEmpty()) {
            throw Refusal.notFound("token-not-found");
        }
        tell(Kind.TOKEN_REVOKED, caller, owner, Map.of("token", id.toString()));
    }

    private void tell(Kind kind, Caller caller, PersonId owner, Map<String, ?> details) {
        events.publishEvent(SecurityEvent.by(caller.id().value(), kind, owner.value(), details));
    }

    private void mayHandle(Caller caller, PersonId owner) {
        if ((!caller.id().equals(owner) && !caller.has(Role.ADMIN))
                || directory.find(owner).isEmpty()) {
            throw Refusal.notFound("person-not-found");
        }
    }
}
