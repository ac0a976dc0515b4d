package dev.baton.benchmark;

import java.time.Duration;

/** Processor time that each process took for a number of things. */
final class Effort {

    private final Stand stand;
    private final Duration baton;
    private final Duration broker;
    private final Duration postgres;

    private Effort(Stand stand) {
        this.stand = stand;
        this.baton = Machine.processorTime(stand.baton().handle());
        this.broker = Machine.processorTime(stand.system().broker().handle());
        this.postgres = Machine.processorTime(stand.system().postgres().handle());
    }

    static Effort from(Stand stand) {
        return new Effort(stand);
    }

    void add(Report report, String thing, int many) {
        add(report, "processor time of Baton", baton, stand.baton().handle(), thing, many);
        add(
                report,
                "processor time of the broker",
                broker,
                stand.system().broker().handle(),
                thing,
                many);
        add(
                report,
                "processor time of PostgreSQL",
                postgres,
                stand.system().postgres().handle(),
                thing,
                many);
    }

    private static void add(
            Report report, String name, Duration before, ProcessHandle process, String thing, int many) {
        Duration spent = Machine.processorTime(process).minus(before);
        report.add(name, spent.toNanos() / 1e6 / many, "ms/" + thing);
    }
}
