package dev.baton.staff.account;

import dev.baton.shared.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing without locking anybody out. Wrong passwords are counted for an account at an address, and each
 * further one makes the wait longer; a browser where the person has signed in before is counted by itself, so whoever
 * guesses from the same office or from everywhere keeps only strangers waiting. Only failures are used up: people and
 * machines that know their password never meet it. All instances of the application count together.
 */
@Component
class SignInThrottle {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int LONGEST_LOGIN = 100;

    private final ProxyManager<String> buckets;
    private final SignInPlaces places;
    private final int atOnePlace;
    private final int fromElsewhere;
    private final int perAddress;
    private final Duration period;

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
            ProxyManager<String> buckets,
            SignInPlaces places) {
        this.atOnePlace = atOnePlace;
        this.fromElsewhere = fromElsewhere;
        this.perAddress = perAddress;
        this.period = period;
        this.buckets = buckets;
        this.places = places;
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
            return () -> places.proved(place);
        }
        var place = account + " from " + address;
        var strangers = !places.isFamiliar(place) ? bucket("account " + SignInPlaces.id(account), fromElsewhere) : null;
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
            places.proved(place);
            everybody.addTokens(1);
            if (strangers != null) {
                strangers.addTokens(1);
            }
        };
    }

    /** A try that has begun. */
    interface Attempt {
        void succeeded();
    }

    private void count(String place) {
        places.count(place, this::waitAfter).ifPresent(wait -> {
            throw tooMany(wait);
        });
    }

    /** None at first, then twice as long with each. */
    private Duration waitAfter(int inARow) {
        if (inARow < atOnePlace) {
            return Duration.ZERO;
        }
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

    /** The limit is part of the key, so that a changed one counts at once. */
    private Bucket bucket(String whose, int failures) {
        return buckets.builder()
                .build("sign-in: %s %d/%s".formatted(whose, failures, period), () -> BucketConfiguration.builder()
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
