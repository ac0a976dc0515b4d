package dev.baton.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets the application work with a login that owns nothing: after every migration the owner of the tables makes that
 * login if it is missing, also in a database that was there before, and gives it what it needs and no more.
 */
@Component
class ApplicationLogin implements Callback {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationLogin.class);

    private final String login;
    private final String password;

    ApplicationLogin(
            @Value("${spring.datasource.username}") String login,
            @Value("${spring.datasource.password:}") String password) {
        this.login = login;
        this.password = password;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "application-login";
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            var connection = context.getConnection();
            if (ask(connection, "select current_user = ?")) {
                // One login for both; AppendOnlyHealth says what that means.
                return;
            }
            if (!ask(connection, "select exists (select from pg_roles where rolname = ?)")) {
                create(connection);
            }
            tell(connection, "select let_application_work(?::name)");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The login " + login + " of the application could not be given its rights", e);
        }
    }

    private void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            var name = statement.enquoteIdentifier(login, true);
            // Another instance may be as far, also one that works on another database of the same server.
            statement.execute("do $$ begin create role " + name
                    + " login; exception when duplicate_object or unique_violation then null; end $$");
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new IllegalStateException(
                        "The login %1$s of the application does not exist, and the owner of the database may not make it."
                                        .formatted(login)
                                + " As a superuser: create role \"%1$s\" login password '...'; then start again"
                                        .formatted(login),
                        e);
            }
            throw e;
        }
        if (!password.isEmpty()) {
            // Hashed on this side, so that no log of the server holds it.
            connection.unwrap(PGConnection.class).alterUserPassword(login, password.toCharArray(), null);
        }
        LOG.info("The login {} was made for the application; it owns nothing", login);
    }

    private boolean ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, login);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private void tell(Connection connection, String command) throws SQLException {
        try (var statement = connection.prepareStatement(command)) {
            statement.setString(1, login);
            statement.execute();
        }
    }
}
