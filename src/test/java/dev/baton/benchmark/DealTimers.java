package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;

/**
 * How late the two timers of a stage act while 10,000 deals wait. Most are not due for days; those that are measured fall
 * due within one minute.
 */
final class DealTimers implements Scenario {

    private static final Duration SPREAD = Duration.ofMinutes(1);

    /** Baton looks for a newer table as often as this. */
    private static final Duration TABLE_IS_SEEN = Duration.ofSeconds(6);

    private static final String MEASURED = """
             from deadline d join deal on deal.id = d.record_id
            where deal.created_at >= ? and d.kind in ('deal.stage', 'deal.freeze')\s""";

    @Override
    public String name() {
        return "deal-timers";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws IOException {
        int due = options.size(1_000, 100);
        int waiting = options.size(10_000, 400);
        NewDeals deals = new NewDeals(stand);
        int missing = (int) (waiting - due - standing(stand));
        if (missing > 0) {
            deals.open(missing);
        }
        Duration ahead = Duration.ofSeconds(60 + due / 8);
        Instant dueFrom = Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
        publish(stand, dueFrom);
        Awaitility.await("table").pollDelay(TABLE_IS_SEEN).until(() -> true);
        Instant from = stand.databaseTime();
        try {
            deals.open(due);
            report.add("deals waiting at the first due date", standing(stand), "deals");
            report.note("%s before the first one is due", Duration.between(Instant.now(), dueFrom));
            Awaitility.await("deadlines")
                    .atMost(ahead.plus(SPREAD).plusMinutes(5))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> Instant.now().isAfter(dueFrom.plus(SPREAD)) && pending(stand, from) == 0);
        } finally {
            stand.jdbc()
                    .sql("delete from deployed_resource where resource_id = 'dwell-policy' and version = 1000000")
                    .update();
        }
        report.add(
                "timers that fell due",
                stand.number("select count(*)" + MEASURED, Timestamp.from(from)),
                "timers",
                Target.atLeast(2 * due));
        report.add(
                "acted on by the watchdog",
                stand.number("select count(*)" + MEASURED + "and d.acted_by like 'WATCHDOG%'", Timestamp.from(from)),
                "deadlines",
                Target.atMost(0));
        Histogram micros = new Histogram(3);
        stand.jdbc()
                .sql("select (extract(epoch from d.acted_at - d.due_at) * 1000000)::bigint" + MEASURED
                        + "and d.acted_at is not null")
                .param(Timestamp.from(from))
                .query(Long.class)
                .list()
                .forEach(late -> micros.recordValue(Math.max(0, late)));
        report.addMillis("lateness of the timers of deals", micros, Target.below(2_000));
    }

    private static long standing(Stand stand) {
        return stand.number("""
                select count(*) from deal d where d.state = 'OPEN' and d.process_instance_key is not null""");
    }

    private static long pending(Stand stand, Instant from) {
        return stand.number(
                "select count(*)" + MEASURED + "and d.acted_at is null and d.closed_at is null", Timestamp.from(from));
    }

    /** The newest table of limits, as far as Baton knows. */
    private static void publish(Stand stand, Instant dueFrom) throws IOException {
        try (InputStream in = DealTimers.class.getResourceAsStream("/benchmark/dwell-within-a-minute.dmn")) {
            String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{dueFrom}", dueFrom.toString())
                    .replace("{spreadSeconds}", String.valueOf(SPREAD.toSeconds()));
            stand.jdbc().sql("""
                            insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                            values ('decision', -1, 'dwell-policy', 1000000, ?, now() + interval '1 day')""").param(table).update();
        }
    }
}
