package dev.baton.benchmark;

/** The resident memory of each process after a scenario. */
final class Memory {

    private Memory() {}

    static void add(Stand stand, Report report) {
        report.add("memory of Baton", Machine.megabytes(stand.baton().handle()), "MB");
        report.add(
                "memory of the broker",
                Machine.megabytes(stand.system().broker().handle()),
                "MB");
        report.add(
                "memory of PostgreSQL",
                Machine.megabytes(stand.system().postgres().handle()),
                "MB");
    }
}
