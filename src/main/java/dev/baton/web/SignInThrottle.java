package dev.baton.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.shared.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing, per account and per address. Only failures are used up: a success gives its attempt back, so
 * people and machines that know their password never meet it. From an address where an account has signed in lately its
 * attempts are counted apart, so a stranger who guesses cannot lock the owner out.
 */
@Component
class SignInThrottle {

    private static final int REMEMBERED = 100_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final Cache<String, Boolean> familiar = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final int perAccount;
    private final int perAddress;
    private final Duration period;

    SignInThrottle(
            @Value("${baton.sign-in.failures-per-account:10}") int perAccount,
            @Value("${baton.sign-in.failures-per-address:100}") int perAddress,
            @Value("${baton.sign-in.period:5m}") Duration period) {
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.period = period;
    }

    /** Takes an attempt before the password is looked at, so that many at once cannot slip through together. */
    Attempt attempt(String login, String address) {
        var pair = normalised(login) + " from " + address;
        var known = familiar.getIfPresent(pair) != null;
        var account = bucket("account " + (known ? pair : normalised(login)), perAccount);
        var place = bucket("address " + address, perAddress);
        take(place);
        try {
            take(account);
        } catch (Refusal refused) {
            place.addTokens(1);
            throw refused;
        }
        return () -> {
            account.addTokens(1);
            place.addTokens(1);
            familiar.put(pair, Boolean.TRUE);
        };
    }

    /** A try that has begun. */
    interface Attempt {
        void succeeded();
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw new Refusal(Refusal.Kind.TOO_MANY, "too-many-sign-ins", null, Map.of("retryAfterSeconds", seconds));
        }
    }

    private Bucket bucket(String key, int failures) {
        return buckets.get(key, unused -> Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(failures)
                        .refillGreedy(failures, period)
                        .build())
                .build());
    }

    private static String normalised(String login) {
        var lower = login.strip().toLowerCase(Locale.ROOT);
        return lower.length() > 100 ? lower.substring(0, 100) : lower;
    }
}
