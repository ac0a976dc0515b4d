package dev.baton.benchmark;

/** How many leads a second get an owner when there is always another one. */
final class Sustained implements Scenario {

    static final String NAME = "sustained";
    static final String FIGURE = "handed in and given to owners";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Stand stand, Options options, Report report) {
        int leads = options.size(2_000, 400);
        Statements statements = new Statements(stand);
        statements.reset();
        Effort effort = Effort.from(stand);
        long started = System.nanoTime();
        OpenLoad.Result sent = OpenLoad.asFastAs(16, leads, stand.registering());
        report.note("all handed in after %s", sent.took());
        stand.awaitNobodyWaits();
        double perSecond = leads / ((System.nanoTime() - started) / 1e9);
        report.add(FIGURE, perSecond, "leads/s");
        effort.add(report, "lead", leads);
        report.add("SQL statements", (double) statements.count() / leads, "per lead");
        report.detail("statementsByTime", statements.top(15));
    }
}
