package dev.baton.engine;

import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/**
 * Holds messages back until the engine knows the diagrams: one that starts a process and comes before is kept by the
 * engine, refused when it comes again, and starts nothing.
 */
@Component
class FirstDeployment {

    private final CountDownLatch known = new CountDownLatch(1);

    void isThere() {
        known.countDown();
    }

    void await() throws InterruptedException {
        known.await();
    }
}
