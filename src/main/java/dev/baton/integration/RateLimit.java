package dev.baton.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.shared.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Keeps a door that is open to strangers passable: so many a period from one place, so many from all together. */
public final class RateLimit {

    private static final int REMEMBERED = 100_000;

    private final Cache<String, Bucket> places;
    private final Bucket together;
    private final int perPlace;
    private final Duration period;

    public RateLimit(int perPlace, int together, Duration period) {
        this.perPlace = perPlace;
        this.period = period;
        this.together = bucket(together);
        this.places = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(period.multipliedBy(2))
                .build();
    }

    /** Refuses with 429 what is too much; what one place has used up costs the others nothing. */
    public void take(String address) {
        take(places.get(place(address), unused -> bucket(perPlace)));
        take(together);
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw new Refusal(Refusal.Kind.TOO_MANY, "rate-limited", null, Map.of("retryAfterSeconds", seconds));
        }
    }

    private Bucket bucket(int many) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(many)
                        .refillGreedy(many, period)
                        .build())
                .build();
    }

    /** A household has a whole IPv6 network of addresses: its first half counts. */
    private static String place(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? Arrays.toString(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
