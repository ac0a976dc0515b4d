package dev.baton.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the border to the engine behaves.
 *
 * @param enabled false leaves the engine alone, for tests of everything else
 * @param jobTimeout how long a delivered job belongs to this process
 * @param maxDeliveries a job that came more often than this without an outcome becomes an incident
 * @param concurrency jobs worked on at the same moment; well below the size of the connection pool, so that people and
 *     intake do not wait behind them
 * @param messageTimeToLive how long the engine buffers and de-duplicates a message; longer than the longest outage
 * @param messagesInFlight messages on their way to the engine at the same moment
 * @param sweepInterval how often unsent messages and unfinished completions are looked for
 * @param taskLock first lock of a user task: bounds how long one that was pushed to a dying process stays hidden
 * @param taskRenewal lock of a user task that is known to the inbox
 * @param stalledInterval how often jobs are looked for that were delivered and came to nothing
 * @param watchdogInterval how often overdue deadlines are looked for
 * @param watchdogGrace how late a timer may be before the watchdog acts in its place
 * @param retention how long sent messages and finished jobs are kept
 */
@ConfigurationProperties("baton.engine")
record EngineProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30s") Duration jobTimeout,
        @DefaultValue("5") int maxDeliveries,
        @DefaultValue("6") int concurrency,
        @DefaultValue("24h") Duration messageTimeToLive,
        @DefaultValue("24") int messagesInFlight,
        @DefaultValue("1s") Duration sweepInterval,
        @DefaultValue("5m") Duration taskLock,
        @DefaultValue("6h") Duration taskRenewal,
        @DefaultValue("30s") Duration stalledInterval,
        @DefaultValue("10s") Duration watchdogInterval,
        @DefaultValue("1m") Duration watchdogGrace,
        @DefaultValue("7d") Duration retention) {}
