package dev.baton.web;

import dev.baton.shared.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
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

    private static final Duration FAMILIAR_FOR = Duration.ofDays(1);

    private final ProxyManager<String> buckets;
    private final int perAccount;
    private final int perAddress;
    private final Duration period;

    SignInThrottle(
            ProxyManager<String> buckets,
            @Value("${baton.sign-in.failures-per-account:10}") int perAccount,
            @Value("${baton.sign-in.failures-per-address:100}") int perAddress,
            @Value("${baton.sign-in.period:5m}") Duration period) {
        this.buckets = buckets;
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.period = period;
    }

    /** Takes an attempt before the password is looked at, so that many at once cannot slip through together. */
    Attempt attempt(String login, String address) {
        var pair = normalised(login) + " from " + address;
        var familiar = "sign-in: familiar " + pair;
        var known = buckets.getProxyConfiguration(familiar).isPresent();
        var account = bucket("sign-in: account " + (known ? pair : normalised(login)) + limit(perAccount), perAccount, period);
        var place = bucket("sign-in: address " + address + limit(perAddress), perAddress, period);
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
            remember(familiar);
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

    /** A bucket of one that takes a day to fill: as long as it is not full, it is kept. */
    private void remember(String familiar) {
        var day = bucket(familiar, 1, FAMILIAR_FOR);
        day.reset();
        day.tryConsume(1);
    }

    private Bucket bucket(String key, int capacity, Duration period) {
        return buckets.builder()
                .build(
                        key,
                        BucketConfiguration.builder()
                                .addLimit(Bandwidth.builder()
                                        .capacity(capacity)
                                        .refillGreedy(capacity, period)
                                        .build())
                                .build());
    }

    /** Part of the key, so that a changed limit counts at once. */
    private String limit(int capacity) {
        return " " + capacity + "/" + period;
    }

    private static String normalised(String login) {
        var lower = login.strip().toLowerCase(Locale.ROOT);
        return lower.length() > 100 ? lower.substring(0, 100) : lower;
    }
}
