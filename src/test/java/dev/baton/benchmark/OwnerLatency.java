package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/** Seconds from 201 to an owner at a steady 20 leads a second, as stored and as a polling client sees it. */
final class OwnerLatency implements Scenario {

    private static final double RATE = 20;
    private static final int ONE_IN = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "owner";
    }

    @Override
    public void run(Stand stand, Options options, Report report) {
        int leads = options.size(1_200, 200);
        Statements statements = new Statements(stand);
        statements.reset();
        Effort effort = Effort.from(stand);
        Instant from = stand.databaseTime();
        OpenLoad.Result sent = OpenLoad.atRate(RATE, leads, stand.registering());
        stand.awaitNobodyWaits();
        effort.add(report, "lead", leads);
        report.add("SQL statements", (double) statements.count() / leads, "per lead");
        report.add("transactions", (double) statements.transactions() / leads, "per lead");
        report.add("time inside the database", statements.milliseconds() / leads, "ms/lead");
        report.detail("statementsByTime", statements.top(12));
        report.detail("statementsByCalls", statements.byCalls(60));
        report.addMillis("201 to owner, as stored", stored(stand, from), Target.below(2_000));
        report.add("failed", sent.failed(), "requests", Target.atMost(0));

        Histogram seen = new ConcurrentHistogram(3);
        OpenLoad.atRate(
                RATE,
                leads / 2,
                number -> number % ONE_IN == 0
                        ? registerAndWatch(stand, seen)
                        : stand.register("site-form").statusCode() == 201);
        report.addMillis("201 to owner, as a client polls it", seen, Target.below(2_000));
        stand.awaitNobodyWaits();
    }

    static Histogram stored(Stand stand, Instant from) {
        Histogram micros = new Histogram(3);
        stand.jdbc()
                .sql("""
                        select (extract(epoch from first_assigned_at - received_at) * 1000000)::bigint from lead
                        where received_at >= ? and first_assigned_at is not null""")
                .param(java.sql.Timestamp.from(from))
                .query(Long.class)
                .list()
                .forEach(micros::recordValue);
        return micros;
    }

    private static boolean registerAndWatch(Stand stand, Histogram seen) {
        HttpResponse<String> created = stand.register("site-form");
        long answered = System.nanoTime();
        if (created.statusCode() != 201) {
            return false;
        }
        String path = "/api/leads/" + stand.api().read(created).get("id").stringValue();
        while (System.nanoTime() - answered < PATIENCE.toNanos()) {
            JsonNode lead = stand.api().read(stand.api().get(Team.INTAKE, path));
            if (lead.hasNonNull("owner")) {
                seen.recordValue((System.nanoTime() - answered) / 1000);
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }
}
