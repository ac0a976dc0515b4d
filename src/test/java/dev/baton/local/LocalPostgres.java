package dev.baton.local;

import dev.baton.local.Ports.Port;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A real PostgreSQL that needs no installation, as durable as a real one: what was committed survives {@code kill -9}.
 * It starts as root too, and recovers by itself from whatever its last run left behind.
 */
public final class LocalPostgres implements AutoCloseable {

    static final List<Port> PORTS = List.of(Port.POSTGRES);

    /** Owner of the database; connections from this machine need no password, so any will do. */
    static final String OWNER = "baton";

    /** The login that Baton works with: it owns nothing. */
    static final String APPLICATION = "baton_app";

    private static final String NAME = "PostgreSQL";
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final Path data;
    private final Path log;
    private final int port;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable ChildProcess process;

    LocalPostgres(Path data, Path log, Ports ports) {
        this.data = data.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = ports.of(Port.POSTGRES);
    }

    Path data() {
        return data;
    }

    /** For {@code spring.datasource.url}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/baton".formatted(port);
    }

    /** Straight to the database as its owner, for what a test wants to know of it. */
    public DataSource dataSource() {
        return running().getDatabase(OWNER, "baton");
    }

    /** The database of the server itself, as the one who may do everything. */
    DataSource superuser() {
        return running().getPostgresDatabase();
    }

    /** The postmaster, to ask for its memory. */
    public ProcessHandle handle() {
        if (process == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return process.handle();
    }

    /** Starts on the data it has, or on a new empty database. */
    public void start() {
        try {
            Files.createDirectories(data.getParent());
            Files.createDirectories(log.getParent());
            endLeftover();
            boolean interruptedInit = Files.exists(data) && !Files.exists(data.resolve("postgresql.conf"));
            if (interruptedInit) {
                PathUtils.deleteDirectory(data);
            }
            postgres = startServer();
            process = ChildProcess.adopt(NAME, postmaster().orElseThrow());
            createDatabase();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start; see " + log, e);
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("PostgreSQL started, but its database could not be made; see " + log, e);
        }
    }

    /** {@code kill -9} of the server and of every backend. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
        release();
    }

    /** Starts again on the same data and port, whatever ended the last run. */
    public void restart() {
        close();
        start();
    }

    @Override
    public void close() {
        if (process != null && process.running()) {
            // SIGTERM would wait for every client to leave; pg_ctl's fast mode sends them away.
            release();
            ChildProcess.awaitExit(NAME, process.handle(), Duration.ofSeconds(30));
        }
        release();
    }

    private EmbeddedPostgres startServer() throws IOException {
        libraryLogs(LogLevel.WARN);
        try {
            return configuration().start();
        } catch (IllegalStateException e) {
            String hint = System.getProperty("user.name").equals("root")
                    ? ". PostgreSQL refuses root, so it starts in a user namespace: where those are not allowed, as in some"
                            + " containers, start as another user"
                    : "";
            throw new IllegalStateException("PostgreSQL did not start; see " + log + hint, e);
        }
    }

    private EmbeddedPostgres.Builder configuration() {
        EmbeddedPostgres.Builder configuration = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(READY_WITHIN)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                // The library is made for throw-away data and switches both off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB");
        locale().ifPresent(locale -> configuration.setLocaleConfig("locale", locale));
        return configuration;
    }

    /** Under the locale C, {@code pg_trgm} finds no trigram in Chinese text. */
    private static Optional<String> locale() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            return Optional.of("C.UTF-8");
        }
        return system.contains("mac") ? Optional.of("en_US.UTF-8") : Optional.empty();
    }

    /** Data of a run before there were two logins lack the second: each is made where it is missing. */
    private void createDatabase() throws SQLException {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String login : List.of(OWNER, APPLICATION)) {
                if (!any(statement, "select from pg_roles where rolname = '" + login + "'")) {
                    statement.execute("create role " + login + " login");
                }
            }
            if (!any(statement, "select from pg_database where datname = 'baton'")) {
                statement.execute("create database baton owner " + OWNER);
            }
        }
    }

    private static boolean any(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /**
     * A killed parent leaves a server, a killed server leaves a number that may belong to another program by now. Only a
     * server is ended; the file goes in both cases, because PostgreSQL refuses to start while its number is alive.
     */
    private void endLeftover() throws IOException {
        Optional<ProcessHandle> named = postmaster();
        named.filter(LocalPostgres::isPostgres).ifPresent(leftover -> {
            Progress.say("Ending PostgreSQL (pid %d) that an earlier run left behind", leftover.pid());
            List<ProcessHandle> family =
                    Stream.concat(Stream.of(leftover), leftover.descendants()).toList();
            family.forEach(ProcessHandle::destroyForcibly);
            family.forEach(member -> ChildProcess.awaitExit(NAME, member, Duration.ofSeconds(30)));
        });
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static boolean isPostgres(ProcessHandle handle) {
        return handle.info().command().map(Path::of).map(Path::getFileName).map(Path::toString).stream()
                .anyMatch(name -> name.startsWith("postgres"));
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ChildProcess::alive);
    }

    private EmbeddedPostgres running() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return postgres;
    }

    /**
     * Gives the data directory back, which the library locks while it believes that the server runs. It reports with a
     * stack trace that it cannot stop a server that was killed, which is what was wanted.
     */
    private void release() {
        if (postgres == null) {
            return;
        }
        if (process != null && !process.running()) {
            libraryLogs(LogLevel.OFF);
        }
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            libraryLogs(LogLevel.WARN);
        }
        postgres = null;
    }

    private static void libraryLogs(LogLevel level) {
        LoggingSystem.get(LocalPostgres.class.getClassLoader())
                .setLogLevel(EmbeddedPostgres.class.getPackageName(), level);
    }
}
