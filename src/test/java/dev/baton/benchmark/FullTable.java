package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;

/** The cost of a lead must not grow with the table: the same intake with a million leads on file. */
final class FullTable implements Scenario {

    private static final double MOST_TIMES = 1.5;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public void run(Stand stand, Options options, Report report) {
        double empty =
                report.value("intake", "201 at 50/s p99").orElseGet(() -> p99(Intake.atFifty(stand, options, report)));
        new Seed(stand).closedLeads(options.size(1_000_000, 50_000) - (int) stand.number("select count(*) from lead"));
        // A million leads never come within minutes: what seeding left to be written out is not the cost of a lead.
        stand.jdbc().sql("checkpoint").update();
        report.add("leads on file", stand.number("select count(*) from lead"), "leads");
        stand.warmUp(options.size(300, 50));
        OpenLoad.Result full = Intake.atFifty(stand, options, report);
        report.addMillis("201 at 50/s", full.micros(), Target.below(50));
        report.add("p99 compared with empty tables", p99(full) / empty, "times", Target.atMost(MOST_TIMES));
    }

    private static double p99(OpenLoad.Result result) {
        return result.micros().getValueAtPercentile(99) / 1000.0;
    }
}
