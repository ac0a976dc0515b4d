package dev.baton.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Acts where a timer of the engine should have and did not: the engine promises no accuracy. */
@Component
class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    record Overdue(UUID recordId, int round, String kind) {}

    private final JdbcClient jdbc;
    private final Map<String, DeadlineAction> actions;
    private final Instances instances;
    private final TransactionTemplate transaction;
    private final EngineProperties properties;
    private final Clock clock;
    private final MeterRegistry metrics;

    Watchdog(
            JdbcClient jdbc,
            List<DeadlineAction> actions,
            Instances instances,
            TransactionTemplate transaction,
            EngineProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.actions = actions.stream().collect(Collectors.toMap(DeadlineAction::kind, Function.identity()));
        this.instances = instances;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(fixedDelayString = "${baton.engine.watchdog-interval:10s}")
    void actOnOverdue() {
        try {
            overdue().forEach(this::act);
        } catch (RuntimeException e) {
            LOG.warn("Deadlines are checked again later: {}", e.getMessage());
        }
    }

    private List<Overdue> overdue() {
        return jdbc.sql("""
                        select record_id, round, kind from deadline
                        where acted_at is null and closed_at is null and due_at < ? order by due_at, record_id, round, kind limit 500""")
                .param(Timestamp.from(clock.instant().minus(properties.watchdogGrace())))
                .query(Overdue.class)
                .list();
    }

    void act(Overdue overdue) {
        var action = actions.get(overdue.kind());
        if (action == null) {
            LOG.error("Nobody acts on deadlines of kind {}", overdue.kind());
            return;
        }
        LOG.warn(
                "No timer acted on {} of {} round {}: acting now", overdue.kind(), overdue.recordId(), overdue.round());
        metrics.counter("baton.deadline.repaired", "kind", overdue.kind()).increment();
        try {
            transaction.executeWithoutResult(
                    status -> action.act(overdue.recordId(), overdue.round(), Deadlines.Actor.WATCHDOG));
            // People were told; the task that they are told of comes from the step behind the timer.
            action.behind(overdue.recordId())
                    .ifPresent(behind ->
                            instances.activate(behind.processInstanceKey(), behind.element(), behind.insteadOf()));
        } catch (RuntimeException e) {
            LOG.error("Deadline {} of {} could not be acted on", overdue.kind(), overdue.recordId(), e);
        }
    }
}
