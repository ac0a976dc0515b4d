package dev.baton.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows when the engine's timers should act, measures how late they do, and lets each deadline act once.
 *
 * <p>All methods join the transaction of the change or effect they belong to.
 */
@Component
public class Deadlines {

    /** Who noticed that a deadline has passed. */
    public enum Actor {
        TIMER,
        WATCHDOG
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final MeterRegistry metrics;

    Deadlines(JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Sets deadlines of a record's round; setting the same again keeps the first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(UUID recordId, int round, Map<String, Instant> dueByKind) {
        var kinds = dueByKind.keySet().toArray(String[]::new);
        var dues = dueByKind.values().stream().map(Timestamp::from).toArray(Timestamp[]::new);
        jdbc.sql("""
                        insert into deadline (record_id, round, kind, due_at)
                        select ?, ?, kind, due from unnest(?::text[], ?::timestamptz[]) as t(kind, due)
                        on conflict do nothing""").params(recordId, round, kinds, dues).update();
    }

    /** True for the first caller after the due time, false for every other and for a deadline that was called off. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean act(UUID recordId, int round, String kind, Actor actor) {
        var now = clock.instant();
        var due = jdbc.sql("""
                        update deadline set acted_at = ?, acted_by = ?
                        where record_id = ? and round = ? and kind = ? and acted_at is null and closed_at is null
                        returning due_at""")
                .params(Timestamp.from(now), actor.name(), recordId, round, kind)
                .query(Timestamp.class)
                .optional();
        due.ifPresent(at -> metrics.timer("baton.deadline.lateness", "kind", kind, "actor", actor.name())
                .record(max(Duration.between(at.toInstant(), now), Duration.ZERO)));
        return due.isPresent();
    }

    /**
     * True once for the timer that comes after the watchdog has acted in its place: people were told, but only a timer
     * can go on in the diagram.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean followWatchdog(UUID recordId, int round, String kind) {
        return jdbc.sql("""
                                update deadline set acted_by = 'WATCHDOG_THEN_TIMER'
                                where record_id = ? and round = ? and kind = ? and acted_by = 'WATCHDOG'""").params(recordId, round, kind).update() == 1;
    }

    /** Calls off what has not acted yet, for all rounds up to this one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(UUID recordId, int upToRound) {
        jdbc.sql("""
                        update deadline set closed_at = ?
                        where record_id = ? and round <= ? and acted_at is null and closed_at is null""")
                .params(Timestamp.from(clock.instant()), recordId, upToRound)
                .update();
    }

    /** The same for some kinds only: a record may have several clocks. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(UUID recordId, int upToRound, Collection<String> kinds) {
        jdbc.sql("""
                        update deadline set closed_at = ?
                        where record_id = ? and round <= ? and kind = any(?) and acted_at is null and closed_at is null""")
                .params(Timestamp.from(clock.instant()), recordId, upToRound, kinds.toArray(String[]::new))
                .update();
    }

    /** The dates of a record's round, by their kind, whatever has become of them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Instant> of(UUID recordId, int round) {
        record Due(String kind, Timestamp at) {}
        return jdbc
                .sql("select kind, due_at as at from deadline where record_id = ? and round = ?")
                .params(recordId, round)
                .query(Due.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Due::kind, due -> due.at().toInstant()));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
