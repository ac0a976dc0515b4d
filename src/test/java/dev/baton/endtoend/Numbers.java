package dev.baton.endtoend;

import java.util.concurrent.atomic.AtomicInteger;

/** Tells the leads of a run apart: by name and by the last digits of the phone. */
final class Numbers {

    private static final AtomicInteger LAST = new AtomicInteger(10_000_000);

    private Numbers() {}

    static int next() {
        return LAST.incrementAndGet();
    }
}
