package dev.baton.notification.web;

import dev.baton.staff.PersonId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears on one connection of the pool what any application calls out on {@code baton_live}, and wakes the streams of
 * this one. When the line was broken, everybody looks into the table once.
 */
@Component
class LiveListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveListener.class);
    private static final int LISTEN_MILLIS = 1000;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final DataSource database;
    private final LiveStreams streams;

    private volatile boolean running;
    private volatile boolean listening;
    private @Nullable Thread ear;

    LiveListener(DataSource database, LiveStreams streams) {
        this.database = database;
        this.streams = streams;
    }

    private void listen() {
        long pause = 500;
        while (running) {
            try (Connection connection = database.getConnection()) {
                listenOn(connection);
                return;
            } catch (SQLException | RuntimeException e) {
                listening = false;
                log.warn("Live updates are not heard at the moment: {}", e.toString());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopping) {
                return;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private void listenOn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen baton_live");
        }
        listening = true;
        streams.lookAll();
        var postgres = connection.unwrap(PGConnection.class);
        try {
            while (running) {
                var calls = postgres.getNotifications(LISTEN_MILLIS);
                if (calls != null) {
                    Arrays.stream(calls).forEach(call -> hear(call.getParameter()));
                }
            }
        } finally {
            listening = false;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        }
    }

    private void hear(String payload) {
        payload.lines().forEach(line -> {
            try {
                hear(List.of(line.split(" ")));
            } catch (RuntimeException e) {
                log.warn("A live update could not be read: {}", e.toString());
            }
        });
    }

    private void hear(List<String> words) {
        switch (words.getFirst()) {
            case "notice" -> streams.noticed(PersonId.of(words.get(1)));
            case "lead" -> {
                var lead = UUID.fromString(words.get(1));
                words.stream().skip(2).map(PersonId::of).forEach(person -> streams.leadChanged(lead, person));
            }
            default -> log.debug("Another version of the application says {}", words.getFirst());
        }
    }

    boolean isListening() {
        return listening;
    }

    @Override
    public void start() {
        running = true;
        ear = Thread.ofPlatform().name("live-listener").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        if (ear != null) {
            ear.interrupt();
            try {
                ear.join(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
