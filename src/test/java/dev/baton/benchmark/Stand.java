package dev.baton.benchmark;

import dev.baton.local.BatonProcess;
import dev.baton.local.LocalSystem;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts on which everything is measured: fresh data, ports of its own, Baton as a process. */
final class Stand implements AutoCloseable {

    /** Superuser of the embedded PostgreSQL; Baton's own role may not count statements. */
    private static final String SUPERUSER = "postgres";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final LocalSystem system;
    private final BatonProcess baton;
    private final Api api;
    private final String nextFollowUpAt = Instant.now()
            .plus(3, ChronoUnit.DAYS)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    private final DataSource database;
    private final JdbcClient jdbc;

    private Stand(LocalSystem system) {
        this.system = system;
        this.baton = BatonProcess.on(system, "baton");
        this.api = new Api(baton.uri());
        this.database = new DriverManagerDataSource(system.postgres().jdbcUrl(), SUPERUSER, "");
        this.jdbc = JdbcClient.create(database);
    }

    static Stand start() {
        Stand stand = new Stand(LocalSystem.startForTest());
        try {
            stand.countStatements();
            stand.baton.start();
            Team.join(stand.jdbc);
        } catch (RuntimeException e) {
            stand.close();
            throw e;
        }
        return stand;
    }

    /** Counts every statement and can explain those that take long, as an installation under observation does. */
    private void countStatements() {
        jdbc.sql("alter system set shared_preload_libraries = 'pg_stat_statements', 'auto_explain'")
                .update();
        jdbc.sql("alter system set auto_explain.log_analyze = on").update();
        jdbc.sql("alter system set auto_explain.log_timing = off").update();
        system.postgres().restart();
        jdbc.sql("create extension pg_stat_statements").update();
    }

    LocalSystem system() {
        return system;
    }

    BatonProcess baton() {
        return baton;
    }

    Api api() {
        return api;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Hands in one lead. */
    HttpResponse<String> register(String source) {
        return api.register(Team.INTAKE, source, nextFollowUpAt);
    }

    OpenLoad.Request registering() {
        return number -> register("site-form").statusCode() == 201;
    }

    /** Lets the compilers of both JVMs see some work before anything is measured. */
    void warmUp(int leads) {
        OpenLoad.asFastAs(8, leads, registering());
        awaitNobodyWaits();
    }

    /** Waits until every lead has had an owner. */
    void awaitNobodyWaits() {
        Awaitility.await("owners")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> waiting() == 0);
    }

    long waiting() {
        return number("select count(*) from lead where status = 'RECEIVED'");
    }

    long number(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(Long.class).single();
    }

    Instant databaseTime() {
        return jdbc.sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** Runs statements that belong together; their loss in a crash would be no loss. */
    void inOneTransaction(List<String> statements) {
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(status -> {
            jdbc.sql("set local synchronous_commit to off").update();
            statements.forEach(statement -> jdbc.sql(statement).update());
        });
    }

    @Override
    public void close() {
        baton.close();
        system.close();
    }
}
