package dev.baton;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Gives a Spring test a fresh database on the one PostgreSQL that all tests of a JVM share. As in an installation, one
 * login owns the tables and the application works with another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = BatonDatabase.FreshDatabase.class)
public @interface BatonDatabase {

    /** Points the datasource of a context at a database of its own; Flyway fills it. */
    class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var url = Shared.newDatabase();
            TestPropertyValues.of(
                            "spring.datasource.url=" + url,
                            // What rows refer to goes with the rows.
                            "baton.evidence.folder=target/evidence/"
                                    + ProcessHandle.current().pid() + url.substring(url.lastIndexOf('/')),
                            "spring.datasource.username=baton_app",
                            "spring.datasource.password=baton_app",
                            "spring.flyway.user=" + Shared.OWNER,
                            "spring.flyway.password=" + Shared.OWNER)
                    .applyTo(context);
        }
    }

    /** The server starts with the first test that needs it and ends with the JVM, after all that work on it. */
    final class Shared {

        private static final String OWNER = "postgres";
        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger COUNT = new AtomicInteger();

        private Shared() {}

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        // Its own hook would take the server away from contexts that are still closing.
                        .setRegisterShutdownHook(false)
                        // Under the locale C, pg_trgm finds no trigram in Chinese text.
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setLocaleConfig("encoding", "UTF-8")
                        .setServerConfig("max_connections", "1000")
                        // Nothing of a test has to survive a power cut.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
                SpringApplication.getShutdownHandlers().add(() -> end(server));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Lets nobody in any more and throws out who is inside, as a server that went away would. */
        public static void close(String database) throws SQLException {
            administer("alter database " + database + " allow_connections false");
            administer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
        }

        public static void open(String database) throws SQLException {
            administer("alter database " + database + " allow_connections true");
        }

        private static void administer(String command) throws SQLException {
            try (var connection = SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(command);
            }
        }

        /** The database of {@code spring.datasource.url} as its owner, who may do what the application may not. */
        public static DataSource asOwner(String url) {
            return new DriverManagerDataSource(url, OWNER, OWNER);
        }

        /** Creates an empty database and returns its JDBC address, for tests that need no Spring. */
        public static String newDatabase() {
            var name = "baton_" + COUNT.incrementAndGet();
            try {
                administer("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("The test database could not be created", e);
            }
            // Without a user: one in the address would count more than the one that is given beside it.
            return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
        }
    }
}
