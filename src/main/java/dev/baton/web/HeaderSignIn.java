package dev.baton.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.staff.Accounts;
import dev.baton.staff.Identity;
import dev.baton.staff.Origin;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Reads the {@code Authorization} header of API clients.
 *
 * <p>Checking a password is slow on purpose, and a client sends it with every request. A proof is therefore remembered
 * for a few minutes under an HMAC of the header with a key that lives and dies with this process; every use asks again
 * whether the person is still active and the password still the same one.
 */
@Component
class HeaderSignIn {

    private record Proof(PersonId person, Instant credentialsChangedAt) {}

    private record Outcome(@Nullable Proof proof, @Nullable RuntimeException refused) {}

    private final Accounts accounts;
    private final boolean passwords;
    private final SecretKeySpec processKey;
    private final AsyncCache<String, Outcome> proofs = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .buildAsync();

    HeaderSignIn(Accounts accounts, SignInProperties properties) {
        this.passwords = properties.passwords();
        this.accounts = accounts;
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.processKey = new SecretKeySpec(key, "HmacSHA256");
    }

    /** Throws where the header proves nothing; a request that shows a header is never served on its session. */
    SignedIn read(String header, Origin from) {
        var space = header.indexOf(' ');
        var scheme = space < 0 ? header : header.substring(0, space);
        var credentials = space < 0 ? "" : header.substring(space + 1).strip();
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(credentials, from);
            case "bearer" -> bearer(credentials, from);
            default -> throw new BadCredentialsException("unknown scheme");
        };
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(PersonDisabled disabled) {
        proofs.synchronous()
                .asMap()
                .values()
                .removeIf(outcome ->
                        outcome.proof() != null && outcome.proof().person().equals(disabled.person()));
    }

    private SignedIn basic(String credentials, Origin from) {
        if (!passwords) {
            throw new BadCredentialsException("passwords are off");
        }
        var key = hmac(credentials);
        var identity = remembered(key, credentials, from);
        if (identity.isEmpty()) {
            // What was remembered is void, for example after a password change: look once more, then believe it.
            proofs.synchronous().invalidate(key);
            identity = remembered(key, credentials, from);
        }
        return new SignedIn(identity.orElseThrow(() -> new BadCredentialsException("wrong login or password")));
    }

    private Optional<Identity> remembered(String key, String credentials, Origin from) {
        var outcome = proofs.get(key, unused -> tryToProve(credentials, from)).join();
        if (outcome.refused() != null) {
            proofs.synchronous().asMap().remove(key, outcome);
            throw outcome.refused();
        }
        var proof = Objects.requireNonNull(outcome.proof());
        return accounts.current(proof.person())
                .filter(identity -> identity.credentialsChangedAt().equals(proof.credentialsChangedAt()));
    }

    /** Requests that come together with the same credentials wait for one check and share what it says. */
    private Outcome tryToProve(String credentials, Origin from) {
        try {
            return new Outcome(prove(credentials, from), null);
        } catch (RuntimeException refused) {
            return new Outcome(null, refused);
        }
    }

    private Proof prove(String credentials, Origin from) {
        var loginAndPassword = decoded(credentials);
        var colon = loginAndPassword.indexOf(':');
        if (colon < 0) {
            throw new BadCredentialsException("not a login and a password");
        }
        var login = loginAndPassword.substring(0, colon);
        var identity = accounts.byPassword(login, loginAndPassword.substring(colon + 1), from)
                .orElseThrow(() -> new BadCredentialsException("wrong login or password"));
        return new Proof(identity.person().id(), identity.credentialsChangedAt());
    }

    private SignedIn bearer(String token, Origin from) {
        return new SignedIn(accounts.byToken(token, from)
                .orElseThrow(() -> new BadCredentialsException("unknown or expired token")));
    }

    private static String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadCredentialsException("not Base64", e);
        }
    }

    private String hmac(String credentials) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(processKey);
            return Base64.getEncoder().encodeToString(mac.doFinal(credentials.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
