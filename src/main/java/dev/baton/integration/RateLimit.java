package dev.baton.integration;

import dev.baton.shared.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Keeps a door that is open to strangers passable: so many a period from one place, so many from all together. */
public final class RateLimit {

    private final ProxyManager<String> buckets;
    private final String door;
    private final int perPlace;
    private final int together;
    private final Duration period;

    /** @param door what is limited, together on all instances of the application */
    public RateLimit(ProxyManager<String> buckets, String door, int perPlace, int together, Duration period) {
        this.buckets = buckets;
        this.door = door;
        this.perPlace = perPlace;
        this.together = together;
        this.period = period;
    }

    /** Refuses with 429 what is too much; what one place has used up costs the others nothing. */
    public void take(String address) {
        take(bucket("from " + place(address), perPlace));
        take(bucket("together", together));
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw new Refusal(Refusal.Kind.TOO_MANY, "rate-limited", null, Map.of("retryAfterSeconds", seconds));
        }
    }

    /** The limit is part of the key, so that a changed one counts at once. */
    private Bucket bucket(String whose, int many) {
        return buckets.builder()
                .build("%s: %s %d/%s".formatted(door, whose, many, period), () -> BucketConfiguration.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(many)
                                .refillGreedy(many, period)
                                .build())
                        .build());
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
