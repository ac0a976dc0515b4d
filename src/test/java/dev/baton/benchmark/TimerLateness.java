package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import io.camunda.client.CamundaClient;
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
 * How late the timers of the response window act while 10,000 windows are open. Most are not due for hours; those that
 * are measured fall due within one minute.
 */
final class TimerLateness implements Scenario {

    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final String FIRST_REMINDER = "lead.first-reminder";
    private static final String WINDOW = "lead.window";

    /** Deadlines of the leads that were handed in for this measurement; their managers' turn comes much later. */
    private static final String MEASURED =
            " from deadline d join lead l on l.id = d.record_id where l.received_at >= ? and d.kind <> 'lead.manager' ";

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws IOException {
        int due = options.size(2_000, 200);
        int open = options.size(10_000, 500);
        topUp(stand, open - due);
        report.add("open windows before", openWindows(stand), "windows");

        // Long enough for all of them to be given to somebody first.
        Duration ahead = Duration.ofSeconds(45 + due / 12);
        Instant dueFrom = Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
        Instant from = stand.databaseTime();
        deploy(stand, dueFrom);
        OpenLoad.asFastAs(8, due, stand.registering());
        stand.awaitNobodyWaits();
        report.add("open windows at the first due date", openWindows(stand), "windows");
        report.note("%s before the first one is due", Duration.between(Instant.now(), dueFrom));
        Awaitility.await("windows")
                .atMost(ahead.plus(SPREAD).plusMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(dueFrom.plus(SPREAD)) && pending(stand, from) == 0);

        report.add("windows that fell due", measured(stand, from, WINDOW), "windows", Target.atLeast(due));
        report.add("acted on by the watchdog", byWatchdog(stand, from), "deadlines", Target.atMost(0));
        report.addMillis("lateness of first reminders", lateness(stand, from, FIRST_REMINDER), null);
        report.addMillis("lateness of windows", lateness(stand, from, WINDOW), Target.below(1_000));
        stand.baton().restart();
        stand.warmUp(options.size(500, 100));
    }

    private void topUp(Stand stand, int wanted) {
        int missing = (int) (wanted - openWindows(stand));
        if (missing > 0) {
            stand.warmUp(missing);
        }
    }

    private static long openWindows(Stand stand) {
        return stand.number("select count(*) from response_window where ended_at is null");
    }

    private static long pending(Stand stand, Instant from) {
        return stand.number("select count(*)" + MEASURED + "and d.acted_at is null", Timestamp.from(from));
    }

    private static long measured(Stand stand, Instant from, String kind) {
        return stand.number("select count(*)" + MEASURED + "and d.kind = ?", Timestamp.from(from), kind);
    }

    private static long byWatchdog(Stand stand, Instant from) {
        return stand.number("select count(*)" + MEASURED + "and d.acted_by like 'WATCHDOG%'", Timestamp.from(from));
    }

    private static Histogram lateness(Stand stand, Instant from, String kind) {
        Histogram micros = new Histogram(3);
        stand.jdbc()
                .sql("select (extract(epoch from d.acted_at - d.due_at) * 1000000)::bigint" + MEASURED
                        + "and d.kind = ? and d.acted_at is not null")
                .params(Timestamp.from(from), kind)
                .query(Long.class)
                .list()
                .forEach(late -> micros.recordValue(Math.max(0, late)));
        return micros;
    }

    /** The table that leads follow from now on; a restart of Baton brings its own table back. */
    private static void deploy(Stand stand, Instant dueFrom) throws IOException {
        try (CamundaClient camunda = Engine.connect(stand);
                InputStream in = TimerLateness.class.getResourceAsStream("/benchmark/due-within-a-minute.dmn")) {
            String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{dueFrom}", dueFrom.toString())
                    .replace("{spreadSeconds}", String.valueOf(SPREAD.toSeconds()));
            camunda.newDeployResourceCommand()
                    .addResourceStringUtf8(table, "due-within-a-minute.dmn")
                    .send()
                    .join();
        }
    }
}
