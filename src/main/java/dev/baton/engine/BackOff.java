package dev.baton.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double and are spread, so that what failed together does not come back together. */
final class BackOff {

    private static final long LONGEST_MILLIS = 30_000;

    private BackOff() {}

    /** 0.5 s doubled with each attempt, at most 30 s, spread from half to one and a half of that. */
    static Duration after(int attempts) {
        var base = Math.min(LONGEST_MILLIS, 500L << Math.min(Math.max(attempts, 0), 10));
        return Duration.ofMillis(base / 2 + ThreadLocalRandom.current().nextLong(base));
    }
}
