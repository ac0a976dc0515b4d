package dev.baton.staff.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.shared.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing without locking anybody out. Wrong passwords are counted for an account at an address, and each
 * further one makes the wait longer; a browser where the person has signed in before is counted by itself, so whoever
 * guesses from the same office or from everywhere keeps only strangers waiting. Only failures are used up: people and
 * machines that know their password never meet it.
 */
@Component
class SignInThrottle {

    private static final int REMEMBERED = 100_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int LONGEST_LOGIN = 100;

    /** Failures in a row, and until when the next try has to wait. */
    private record Failures(int inARow, Instant waitUntil) {

        static final Failures NONE = new Failures(0, Instant.MIN);
    }

    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final Cache<String, Boolean> familiar = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final int atOnePlace;
    private final int fromElsewhere;
    private final int perAddress;
    private final Duration period;
    private final Clock clock;

    /**
     * @param atOnePlace wrong passwords for an account at one address, or in one known browser, that cost no wait
     * @param fromElsewhere wrong passwords for an account from all addresses together where it has not signed in lately
     * @param perAddress wrong passwords from one address for all accounts together
     */
    SignInThrottle(
            @Value("${baton.sign-in.failures-per-account:10}") int atOnePlace,
            @Value("${baton.sign-in.failures-from-elsewhere:50}") int fromElsewhere,
            @Value("${baton.sign-in.failures-per-address:100}") int perAddress,
            @Value("${baton.sign-in.period:5m}") Duration period,
            Clock clock) {
        this.atOnePlace = atOnePlace;
        this.fromElsewhere = fromElsewhere;
        this.perAddress = perAddress;
        this.period = period;
        this.clock = clock;
    }

    /**
     * Takes an attempt before the password is looked at, so that many at once cannot slip through together.
     *
     * @param knownBrowser what names the browser where this account has signed in before; null for all others
     */
    Attempt attempt(String login, String address, @Nullable String knownBrowser) {
        var account = normalised(login);
        if (knownBrowser != null) {
            var place = account + " in " + knownBrowser;
            count(place);
            return () -> failures.invalidate(place);
        }
        var place = account + " from " + address;
        var strangers = familiar.getIfPresent(place) == null ? bucket("account " + account, fromElsewhere) : null;
        var everybody = bucket("address " + address, perAddress);
        take(everybody);
        try {
            if (strangers != null) {
                take(strangers);
            }
            count(place);
        } catch (Refusal refused) {
            everybody.addTokens(1);
            throw refused;
        }
        return () -> {
            failures.invalidate(place);
            everybody.addTokens(1);
            if (strangers != null) {
                strangers.addTokens(1);
            }
            familiar.put(place, Boolean.TRUE);
        };
    }

    /** A try that has begun. */
    interface Attempt {
        void succeeded();
    }

    private void count(String place) {
        var now = clock.instant();
        failures.asMap().compute(place, (key, before) -> {
            var so = before == null ? Failures.NONE : before;
            if (so.waitUntil().isAfter(now)) {
                throw tooMany(Duration.between(now, so.waitUntil()));
            }
            var inARow = so.inARow() + 1;
            return new Failures(inARow, inARow < atOnePlace ? Instant.MIN : now.plus(waitAfter(inARow)));
        });
    }

    /** Twice as long with each. */
    private Duration waitAfter(int inARow) {
        var doubled = Math.min(inARow - atOnePlace, 10);
        var wait = Duration.ofSeconds(2L << doubled);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static Refusal tooMany(Duration wait) {
        return new Refusal(
                Refusal.Kind.TOO_MANY, "too-many-sign-ins", null, Map.of("retryAfterSeconds", wait.toSeconds() + 1));
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
        return lower.length() > LONGEST_LOGIN ? lower.substring(0, LONGEST_LOGIN) : lower;
    }
}
