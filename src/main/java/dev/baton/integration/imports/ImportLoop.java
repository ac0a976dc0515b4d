package dev.baton.integration.imports;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Works through imports for as long as the application runs, beginning with those that an earlier run left. */
@Component
class ImportLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportLoop.class);

    private final WorkingThroughImport working;
    private final ImportProperties properties;
    private final Semaphore wanted = new Semaphore(0);
    private volatile @Nullable Thread thread;

    ImportLoop(WorkingThroughImport working, ImportProperties properties) {
        this.working = working;
        this.properties = properties;
    }

    /** A new file is there. */
    void wake() {
        wanted.release();
    }

    @Override
    public void start() {
        var loop = Thread.ofVirtual().name("imports").unstarted(this::run);
        thread = loop;
        loop.start();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                if (!working.step()) {
                    rest();
                }
            } catch (RuntimeException e) {
                LOG.warn("Imports wait: {}", e.toString());
                LOG.debug("Imports wait", e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            if (wanted.tryAcquire(properties.every().toMillis(), TimeUnit.MILLISECONDS)) {
                wanted.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }

    /** Lets the rows that are being stored come to their commit. */
    @Override
    public void stop() {
        var running = thread;
        thread = null;
        wake();
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
