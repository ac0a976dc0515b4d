package dev.baton.notification;

import dev.baton.staff.PersonId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries committed messages out: at once what this application wrote, and on a schedule whatever is left over, its own
 * or that of an application that died. A slow channel holds up itself only.
 */
@Component
class Courier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final int BATCH = 100;
    private static final int MOST_IN_HAND = 500;

    private final DeliveringNotice delivering;
    private final Deliveries deliveries;
    private final BacklogQueries waiting;
    private final LiveFeed live;
    private final NotificationProperties properties;
    private final Clock clock;
    private final Map<Channel, Semaphore> places = new EnumMap<>(Channel.class);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notice-", 0).factory());
    private final Map<Channel, Semaphore> hands = new EnumMap<>(Channel.class);

    private volatile BacklogQueries.Backlog backlog = new BacklogQueries.Backlog(0, null);
    private volatile boolean running;
    private ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(daemon());

    Courier(
            DeliveringNotice delivering,
            Deliveries deliveries,
            BacklogQueries waiting,
            LiveFeed live,
            NotificationProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.delivering = delivering;
        this.deliveries = deliveries;
        this.waiting = waiting;
        this.live = live;
        this.properties = properties;
        this.clock = clock;
        for (Channel channel : Channel.values()) {
            if (channel == Channel.IN_APP) {
                continue; // written with the fact itself
            }
            places.put(channel, new Semaphore(properties.concurrency()));
            hands.put(channel, new Semaphore(MOST_IN_HAND));
        }
        Gauge.builder("baton.notification.queue.size", () -> backlog.waiting())
                .description("Messages that wait to be delivered or repeated")
                .register(meters);
        Gauge.builder("baton.notification.queue.age", this::ageOfOldest)
                .description("Age of the oldest message that waits")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Takes over what was just committed. */
    void take(PersonId person, WritingNotices.Written written) {
        if (written.shown()) {
            live.noticed(person);
        }
        written.toSend().forEach(this::take);
    }

    private static Semaphore of(Map<Channel, Semaphore> each, Channel channel) {
        return Objects.requireNonNull(each.get(channel), () -> "nothing is delivered by " + channel);
    }

    private void take(Delivery delivery) {
        var hand = of(hands, delivery.channel());
        if (!running || !hand.tryAcquire()) {
            return; // the row waits in the table until its lease ends, and whoever has a hand free finds it
        }
        threads.execute(() -> {
            try {
                deliverInTurn(delivery);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("Delivery {} is left to the next sweep", delivery.id(), e);
            } finally {
                hand.release();
            }
        });
    }

    private void deliverInTurn(Delivery delivery) throws InterruptedException {
        var place = of(places, delivery.channel());
        // whoever waited too long must not start: another application may take the message when the lease ends
        var latestStart = delivery.leaseUntil().minus(properties.lease().dividedBy(2));
        long patience = Duration.between(clock.instant(), latestStart).toMillis();
        if (patience <= 0 || !place.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            if (clock.instant().isBefore(latestStart)) {
                take(delivery.to(), delivering.deliver(delivery));
            }
        } finally {
            place.release();
        }
    }

    /** Takes what is due and nobody holds; returns how much that was. */
    int sweep() {
        return hands.entrySet().stream()
                .mapToInt(entry -> sweep(entry.getKey(), entry.getValue()))
                .sum();
    }

    private int sweep(Channel channel, Semaphore hand) {
        int taken = 0;
        int free;
        do {
            free = Math.min(BATCH, hand.availablePermits());
            if (free == 0) {
                break;
            }
            var now = clock.instant();
            var claimed = deliveries.claim(channel, now, now.plus(properties.lease()), free);
            claimed.forEach(this::take);
            taken += claimed.size();
            free -= claimed.size();
        } while (free == 0 && running);
        return taken;
    }

    private void sweepQuietly() {
        try {
            sweep();
            backlog = waiting.backlog();
        } catch (RuntimeException e) {
            log.warn("Looking for undelivered notices failed: {}", e.toString());
        }
    }

    private double ageOfOldest() {
        var oldest = backlog.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong in a sweep is caught and logged there
    public void start() {
        running = true;
        if (schedule.isShutdown()) {
            schedule = Executors.newSingleThreadScheduledExecutor(daemon());
        }
        long every = properties.sweepEvery().toMillis();
        schedule.scheduleWithFixedDelay(this::sweepQuietly, 0, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        schedule.shutdown();
        try {
            for (var hand : hands.values()) {
                if (!hand.tryAcquire(MOST_IN_HAND, 10, TimeUnit.SECONDS)) {
                    log.info("Messages still under way are repeated after the next start");
                } else {
                    hand.release(MOST_IN_HAND);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static ThreadFactory daemon() {
        return Thread.ofPlatform().name("notice-sweeper").daemon().factory();
    }
}
