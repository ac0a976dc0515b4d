package dev.baton.benchmark;

import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** What it costs to keep the locks of open user tasks, and to learn with it that they still exist. */
final class LockRenewals implements Scenario {

    /** Default of {@code baton.engine.task-renewal}. */
    private static final Duration EVERY = Duration.ofHours(6);

    private static final int OPEN_TASKS = 100_000;

    @Override
    public String name() {
        return "renewals";
    }

    @Override
    public void run(Stand stand, Options options, Report report) {
        Effort effort = Effort.from(stand);
        Instant started = Instant.now();
        int ending = stand.jdbc().sql("""
                        update user_task set locked_until = now()
                        where id in (select id from user_task where state = 'OPEN' and job_key > 0 limit ?)""").param(options.size(2_000, 200)).update();
        Awaitility.await("renewals")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stand.number(
                                "select count(*) from user_task where state = 'OPEN' and locked_until < now() + interval '1 minute'")
                        == 0);
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        report.add("renewed", ending, "locks");
        report.add("renewals", ending / seconds, "per s");
        effort.add(report, "lock", Math.max(1, ending));
        report.add("needed for 100,000 open tasks", (double) OPEN_TASKS / EVERY.toSeconds(), "per s");
    }
}
