package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;

/** How fast a lead is on disk: at 50 a second, and as fast as callers get their answers. */
final class Intake implements Scenario {

    static final double RATE = 50;

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public void run(Stand stand, Options options, Report report) {
        OpenLoad.Result steady = atFifty(stand, options, report);
        report.addMillis("201 at 50/s", steady.micros(), Target.below(50));
        OpenLoad.Result fastest = OpenLoad.asFastAs(16, options.size(1_000, 400), stand.registering());
        report.add("most", fastest.perSecond(), "requests/s");
        report.add("failed", steady.failed() + fastest.failed(), "requests", Target.atMost(0));
        stand.awaitNobodyWaits();
    }

    /** The whole system works while it takes in; only the answers are timed. */
    static OpenLoad.Result atFifty(Stand stand, Options options, Report report) {
        OpenLoad.Result result = OpenLoad.atRate(RATE, options.size(1_500, 500), stand.registering());
        report.note("%d leads in %s, %d still waited for an owner", result.sent(), result.took(), stand.waiting());
        stand.awaitNobodyWaits();
        return result;
    }
}
