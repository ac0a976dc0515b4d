package dev.baton.local;

import dev.baton.local.Ports.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * The running parts and where Baton finds them. Tests that start the broker share one system through
 * {@link WithLocalSystem}; those that kill parts of it start their own.
 */
public final class LocalSystem implements AutoCloseable {

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault());

    private final LocalParts parts;
    private final LocalPostgres postgres;
    private final LocalMail mail;
    private final @Nullable LocalOpenSearch openSearch;
    private final LocalBroker broker;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private LocalSystem(LocalParts parts) {
        this.parts = parts;
        this.postgres = parts.postgres();
        this.mail = parts.mail();
        this.openSearch = parts.operate() ? parts.openSearch() : null;
        this.broker = parts.broker();
    }

    /** A system of one's own, with fresh data under {@code target/local} that go when it closes. */
    public static LocalSystem startForTest() {
        return start(LocalParts.forTests(testFolder()));
    }

    /** The same, with Operate and Tasklist. */
    public static LocalSystem startForTestWithOperate() {
        return start(LocalParts.forTests(testFolder()).withOperate());
    }

    static LocalSystem start(LocalParts parts) {
        LocalSystem system = new LocalSystem(parts);
        try {
            system.start();
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
        return system;
    }

    private void start() {
        parts.ports()
                .requireFree(
                        parts.needed().stream().filter(port -> port != Port.WEB).toList());
        // The broker takes longest: it starts first and is waited for last.
        if (openSearch == null) {
            running.push(broker.launch());
        }
        running.push(postgres);
        postgres.start();
        running.push(mail);
        mail.start();
        if (openSearch != null) {
            running.push(openSearch);
            openSearch.start();
            running.push(broker.launch());
        }
        broker.awaitReady();
    }

    /** The broker, to be killed, restarted or sent forward in time. */
    public LocalBroker broker() {
        return broker;
    }

    /** The database, to be killed, restarted or asked. */
    public LocalPostgres postgres() {
        return postgres;
    }

    /** What was mailed. */
    public LocalMail mail() {
        return mail;
    }

    /** Operate's address when it runs. */
    public Optional<URI> operate() {
        return parts.operate() ? Optional.of(broker.rest().resolve("/operate")) : Optional.empty();
    }

    /** Tasklist's address when it runs. */
    public Optional<URI> tasklist() {
        return parts.operate() ? Optional.of(broker.rest().resolve("/tasklist")) : Optional.empty();
    }

    /** The search store's process when it runs, to ask for its memory. */
    public Optional<ProcessHandle> openSearchHandle() {
        return Optional.ofNullable(openSearch).map(LocalOpenSearch::handle);
    }

    /** Where a mail program reads what was mailed. */
    public int imapPort() {
        return parts.ports().of(Port.IMAP);
    }

    /** Where each part logs. */
    public Path logs() {
        return parts.logs();
    }

    /** Where each part that keeps something keeps it, for whoever saves them once they have stopped. */
    public Map<String, Path> folders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("postgres", postgres.data());
        folders.put("zeebe", broker.data());
        return folders;
    }

    /** What Baton must be told to use these parts. */
    public Map<String, String> properties() {
        Map<String, String> properties = properties(postgres, mail, broker.grpc(), broker.rest());
        operate().ifPresent(operate -> properties.put("baton.operate.url", operate.toString()));
        if (openSearch != null) {
            properties.put("baton.engine.search-store", openSearch.identity());
            properties.put(
                    "baton.operate.lookup",
                    openSearch.http() + "/operate-list-view-*/_count?q=processInstanceKey:{key}");
        }
        return properties;
    }

    static Map<String, String> properties(LocalPostgres postgres, LocalMail mail, URI grpc, URI rest) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", postgres.jdbcUrl());
        properties.put("spring.datasource.username", LocalPostgres.APPLICATION);
        properties.put("spring.datasource.password", "");
        properties.put("spring.flyway.user", LocalPostgres.OWNER);
        properties.put("spring.flyway.password", "");
        properties.put("camunda.client.grpc-address", grpc.toString());
        properties.put("camunda.client.rest-address", rest.toString());
        properties.put("spring.mail.host", "127.0.0.1");
        properties.put("spring.mail.port", String.valueOf(mail.port()));
        return properties;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                Progress.say("While stopping: %s", e.getMessage());
            }
        }
        if (parts.disposable()) {
            try {
                PathUtils.deleteDirectory(parts.data());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Path testFolder() {
        Path folder = Path.of(
                "target",
                "local",
                "%s-%d-%d"
                        .formatted(
                                FOLDER.format(Instant.now()),
                                ProcessHandle.current().pid(),
                                STARTED.incrementAndGet()));
        try {
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
