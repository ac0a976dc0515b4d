package dev.baton.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What {@code ./mvnw spring-boot:test-run@benchmark} starts; see {@code docs/benchmark.md}. */
public final class Benchmark {

    private static final Path RESULTS = Path.of("target", "benchmark", "results.json");

    /** In this order: the first ones measure on empty tables, the last ones on full ones. */
    private static final List<Scenario> SCENARIOS = List.of(
            new Matching(),
            new Intake(),
            new OwnerLatency(),
            new Sustained(),
            new EngineLimit(),
            new ImportToOwners(),
            new TimerLateness(),
            new LockRenewals(),
            new GateChecks(),
            new Uploads(),
            new DealTimers(),
            new Boards(),
            new DealBoards(),
            new FullTable());

    private Benchmark() {}

    public static void main(String[] args) throws IOException {
        Options options;
        try {
            options = Options.parse(args, names());
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
            System.out.println(Options.USAGE.formatted(String.join(", ", names())));
            System.exit(2);
            return;
        }
        Instant started = Instant.now();
        Report report = new Report(options.quick());
        if (options.needsNoStand()) {
            report.begin(Matching.NAME);
            new Matching().measure(options, report);
            finish(report, started);
            return;
        }
        try (Stand stand = Stand.start()) {
            report.fact("versions", Versions.of(stand));
            report.begin("warm-up");
            stand.warmUp(options.size(600, 200));
            for (Scenario scenario : SCENARIOS) {
                if (options.wants(scenario.name())) {
                    run(scenario, stand, options, report);
                    report.write(RESULTS);
                }
            }
        }
        finish(report, started);
    }

    private static void finish(Report report, Instant started) throws IOException {
        report.write(RESULTS);
        report.print(Duration.between(started, Instant.now()));
        System.out.println("Written to " + RESULTS);
        System.exit(report.complete() ? 0 : 1);
    }

    private static void run(Scenario scenario, Stand stand, Options options, Report report) {
        report.begin(scenario.name());
        try {
            scenario.run(stand, options, report);
        } catch (Exception e) {
            report.failed(e);
            e.printStackTrace(System.out);
        }
        Memory.add(stand, report);
    }

    private static List<String> names() {
        return SCENARIOS.stream().map(Scenario::name).toList();
    }
}
