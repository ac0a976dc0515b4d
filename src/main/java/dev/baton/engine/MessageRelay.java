package dev.baton.engine;

import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries messages from the outbox to the engine.
 *
 * <p>The same message can be sent twice (after a crash, or when an answer got lost); the engine refuses the second one
 * by its message id, which counts as sent. A refused one waits with back-off and jitter: retrying at once would cost
 * the engine most of its throughput.
 */
@Component
@ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
class MessageRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRelay.class);
    private static final int BATCH = 200;

    /** A busy engine is asked again this often before the message goes back to the table; well within the lease. */
    private static final int TRIES_IN_HAND = 12;

    /** Confirmations are not urgent, so they share a statement. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private final Outbox outbox;
    private final MessageQueue queue;
    private final CamundaClient camunda;
    private final FirstDeployment deployment;
    private final EngineProperties properties;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Semaphore inFlight;
    private final LinkedBlockingQueue<UUID> sent = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Executor later =
            task -> Thread.ofVirtual().name("relay-again").start(task);
    private volatile boolean running;

    MessageRelay(
            Outbox outbox,
            MessageQueue queue,
            CamundaClient camunda,
            FirstDeployment deployment,
            EngineProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.outbox = outbox;
        this.queue = queue;
        this.camunda = camunda;
        this.deployment = deployment;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
        this.inFlight = new Semaphore(properties.messagesInFlight());
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofVirtual().name("relay-fresh").start(this::sendFresh));
        threads.add(Thread.ofVirtual().name("relay-sweep").start(this::sendOverdue));
        threads.add(Thread.ofVirtual().name("relay-confirm").start(this::recordSent));
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sendFresh() {
        try {
            deployment.await();
            while (running) {
                send(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOverdue() {
        try {
            deployment.await();
            while (running) {
                var due = takeDue();
                for (var message : due) {
                    send(message);
                }
                if (due.size() < BATCH) {
                    Thread.sleep(properties.sweepInterval());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Outbox.Message> takeDue() {
        try {
            return outbox.takeDue(BATCH);
        } catch (RuntimeException e) {
            LOG.warn("The outbox cannot be read, trying again: {}", e.getMessage());
            return List.of();
        }
    }

    private void send(Outbox.Message message) throws InterruptedException {
        inFlight.acquire();
        attempt(message, 0);
    }

    /**
     * A message that a busy engine refuses waits half a second with its turn, so that a full engine is asked less often;
     * in the table it would wait for the next sweep, and the engine soon had nothing to do.
     */
    private void attempt(Outbox.Message message, int earlier) {
        if (!running) {
            inFlight.release();
            return;
        }
        try {
            camunda.newPublishMessageCommand()
                    .messageName(message.name())
                    .correlationKey(message.correlationKey())
                    .messageId(message.messageId())
                    .timeToLive(properties.messageTimeToLive())
                    .variables(message.variables())
                    .send()
                    .whenComplete((ok, error) -> {
                        if (error != null && EngineAnswers.isBusy(error) && earlier < TRIES_IN_HAND) {
                            metrics.counter("baton.messages", "outcome", "held").increment();
                            CompletableFuture.delayedExecutor(BackOff.after(0).toMillis(), TimeUnit.MILLISECONDS, later)
                                    .execute(() -> attempt(message, earlier + 1));
                        } else {
                            inFlight.release();
                            settle(message, error);
                        }
                    });
        } catch (RuntimeException e) {
            inFlight.release();
            settle(message, e);
        }
    }

    private void settle(Outbox.Message message, @Nullable Throwable error) {
        if (error == null || EngineAnswers.isAlreadyThere(error)) {
            metrics.counter("baton.messages", "outcome", "sent").increment();
            sent.add(message.id());
            return;
        }
        metrics.counter("baton.messages", "outcome", "postponed").increment();
        var until = clock.instant().plus(BackOff.after(message.attempts()));
        // The answer arrives on a thread of the client, which must not wait for the database.
        Thread.startVirtualThread(() -> {
            try {
                outbox.postpone(message.id(), until, String.valueOf(error.getMessage()));
            } catch (RuntimeException e) {
                LOG.warn("Message {} stays with its lease: {}", message.messageId(), e.getMessage());
            }
        });
    }

    private void recordSent() {
        var batch = new ArrayList<UUID>();
        try {
            while (running) {
                batch.add(sent.take());
                Thread.sleep(GATHERING);
                sent.drainTo(batch, 499);
                try {
                    outbox.markSent(batch);
                } catch (RuntimeException e) {
                    LOG.warn("{} sent messages not recorded yet: {}", batch.size(), e.getMessage());
                    sent.addAll(batch);
                    Thread.sleep(properties.sweepInterval());
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
