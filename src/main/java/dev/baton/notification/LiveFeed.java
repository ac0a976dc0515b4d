package dev.baton.notification;

import dev.baton.staff.PersonId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calls out to every application, this one included, that somebody's browser has something to fetch.
 *
 * <p>It speaks PostgreSQL's NOTIFY on the channel {@code baton_live}, outside of the business transactions, because a
 * commit with a NOTIFY in it waits for every other such commit. A payload has one signal a line: {@code notice PERSON}
 * or {@code lead LEAD PERSON...}. A signal that gets lost costs time only: streams look into the table now and then.
 */
@Component
class LiveFeed implements LiveUpdates, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
    private static final int LONGEST_PAYLOAD = 7500;
    private static final int GATHER_MILLIS = 50;
    private static final int MOST_PEOPLE_A_LINE = 100;

    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>(10_000);
    private final JdbcClient jdbc;

    private volatile boolean running;
    private @Nullable Thread caller;

    LiveFeed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void noticed(PersonId person) {
        signals.offer("notice " + person);
    }

    @Override
    public void leadChanged(UUID leadId, Collection<PersonId> audience) {
        var people = List.copyOf(new LinkedHashSet<>(audience));
        Runnable call = () -> {
            for (int from = 0; from < people.size(); from += MOST_PEOPLE_A_LINE) {
                var line = new StringBuilder("lead ").append(leadId);
                people.subList(from, Math.min(people.size(), from + MOST_PEOPLE_A_LINE))
                        .forEach(person -> line.append(' ').append(person));
                signals.offer(line.toString());
            }
        };
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    call.run();
                }
            });
        } else {
            call.run();
        }
    }

    private void callOut() {
        var batch = new ArrayList<String>();
        while (running) {
            try {
                var first = signals.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                    // one call for what happens at about the same time
                    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                    signals.drainTo(batch, 200);
                    call(new LinkedHashSet<>(batch));
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException e) {
                log.warn("Live updates could not be called out: {}", e.toString());
            }
            batch.clear();
        }
    }

    private void call(Collection<String> lines) {
        var payload = new StringBuilder();
        for (String line : lines) {
            if (payload.length() + line.length() + 1 > LONGEST_PAYLOAD) {
                call(payload);
            }
            payload.append(line).append('\n');
        }
        call(payload);
    }

    private void call(StringBuilder payload) {
        jdbc.sql("select cast(pg_notify('baton_live', :payload) as text)")
                .param("payload", payload.toString())
                .query(String.class)
                .optional();
        payload.setLength(0);
    }

    @Override
    public void start() {
        running = true;
        caller = Thread.ofVirtual().name("live-feed").start(this::callOut);
    }

    @Override
    public void stop() {
        running = false;
        if (caller != null) {
            caller.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
