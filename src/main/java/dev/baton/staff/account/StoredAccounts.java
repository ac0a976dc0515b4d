package dev.baton.staff.account;

import dev.baton.shared.Ids;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Accounts;
import dev.baton.staff.Identity;
import dev.baton.staff.Origin;
import dev.baton.staff.PersonId;
import dev.baton.staff.TokenScope;
import dev.baton.staff.people.StaffDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as they stand in the database. */
@Component
class StoredAccounts implements Accounts {

    private final StaffDirectory directory;
    private final ProvingPassword proving;
    private final Tokens tokens;
    private final SignIns signIns;
    private final KnownBrowsers browsers;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Duration longestSession;
    private final Clock clock;

    StoredAccounts(
            StaffDirectory directory,
            ProvingPassword proving,
            Tokens tokens,
            SignIns signIns,
            KnownBrowsers browsers,
            Secrets secrets,
            ApplicationEventPublisher events,
            @Value("${baton.sign-in.longest-session:24h}") Duration longestSession,
            Clock clock) {
        this.directory = directory;
        this.proving = proving;
        this.tokens = tokens;
        this.signIns = signIns;
        this.browsers = browsers;
        this.secrets = secrets;
        this.events = events;
        this.longestSession = longestSession;
        this.clock = clock;
    }

    @Override
    public Optional<Identity> byPassword(String login, String password, Origin from) {
        // The identity is read before the slow check: a password changed meanwhile makes this proof void.
        var before = directory.findByLogin(login.strip()).flatMap(person -> current(person.id()));
        return proving.prove(login, password, from)
                .flatMap(proved ->
                        before.filter(identity -> identity.person().id().equals(proved)));
    }

    @Override
    public Optional<Identity> byToken(String secret, Origin from) {
        var now = clock.instant();
        var sha256 = Token.sha256(secret);
        var token = tokens.findBySecret(sha256);
        var identity = token.flatMap(known -> identity(known.owner(), known.scope())
                .filter(owner -> known.provesSince(owner.credentialsChangedAt(), now)));
        if (identity.isEmpty()) {
            proving.wrongToken(from);
        } else if (token.get().isDueToBeNoted(now)) {
            tokens.used(sha256, now);
        }
        return identity;
    }

    @Override
    public Optional<Identity> current(PersonId id) {
        return identity(id, null);
    }

    @Override
    @Transactional
    public UUID begin(Identity identity, Origin from) {
        var person = identity.person().id();
        var signIn = signIns.save(new SignIn(Ids.next(), person, from, clock.instant()));
        events.publishEvent(SecurityEvent.by(person.value(), Kind.SIGNED_IN, Map.of("channel", "browser")));
        return signIn.id();
    }

    @Override
    public Optional<Identity> ofSignIn(UUID id) {
        var now = clock.instant();
        var signIn = signIns.findById(id).filter(known -> known.isOpen(now, longestSession));
        var identity = signIn.flatMap(
                open -> current(open.person()).filter(person -> open.provesSince(person.credentialsChangedAt())));
        if (identity.isPresent() && signIn.get().isDueToBeNoted(now)) {
            signIns.seen(id, now);
        }
        return identity;
    }

    @Override
    @Transactional
    public void end(UUID id) {
        signIns.findById(id).ifPresent(signIn -> {
            if (signIn.end(clock.instant())) {
                events.publishEvent(SecurityEvent.by(signIn.person().value(), Kind.SIGNED_OUT, Map.of()));
            }
        });
    }

    @Override
    @Transactional
    public String remember(PersonId person, Origin from) {
        var kept = from.browser();
        var secret = kept == null || kept.length() != Secrets.LENGTH ? secrets.next() : kept;
        browsers.save(new KnownBrowser(person, secret, clock.instant()));
        return secret;
    }

    private Optional<Identity> identity(PersonId id, @Nullable TokenScope limit) {
        return directory
                .standing(id)
                .filter(standing -> standing.person().active())
                .map(standing -> new Identity(standing.person(), standing.credentialsChangedAt(), limit));
    }
}
