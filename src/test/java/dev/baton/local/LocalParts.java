package dev.baton.local;

import static dev.baton.local.Ports.Port.INTERNAL;
import static dev.baton.local.Ports.Port.OPENSEARCH;
import static dev.baton.local.Ports.Port.WEB;

import dev.baton.local.Ports.Port;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which parts a local system has: the one place that says it, for {@code ./mvnw spring-boot:test-run} and for the
 * end-to-end tests alike.
 *
 * @param data where databases and broker keep their files
 * @param logs where each part writes its log
 * @param ports where they listen
 * @param disposable whether the data go when the system closes
 * @param operate whether Operate, Tasklist and the OpenSearch behind them run as well
 * @param clockControlled whether the broker's clock can be moved, which a test needs and a person does not
 */
record LocalParts(Path data, Path logs, Ports ports, boolean disposable, boolean operate, boolean clockControlled) {

    /** What a person gets from one command: known ports, data that stay. */
    static LocalParts forPeople(Path folder, boolean operate) {
        return new LocalParts(folder, folder.resolve("logs"), Ports.wellKnown(), false, operate, false);
    }

    /** What a test gets: the same parts on free ports, fresh data and a clock that it can move. */
    static LocalParts forTests(Path folder) {
        return new LocalParts(folder.resolve("data"), folder, Ports.free(), true, false, true);
    }

    /** The same, and the data stay when the system closes, for one that starts on them later. */
    LocalParts kept() {
        return new LocalParts(data, logs, ports, false, operate, clockControlled);
    }

    LocalParts withOperate() {
        return new LocalParts(data, logs, ports, disposable, true, clockControlled);
    }

    LocalPostgres postgres() {
        return new LocalPostgres(data.resolve("postgres"), logs.resolve("postgres.log"), ports);
    }

    LocalMail mail() {
        return new LocalMail(ports);
    }

    LocalOpenSearch openSearch() {
        return new LocalOpenSearch(data.resolve("opensearch"), logs.resolve("opensearch.log"), ports);
    }

    LocalBroker broker() {
        return new LocalBroker(
                data.resolve("zeebe"),
                logs.resolve("zeebe.log"),
                ports,
                clockControlled,
                operate ? openSearch().http() : null,
                null);
    }

    /** As many brokers as there are ports, on the real clock: moving three clocks would move them apart. */
    List<LocalBroker> cluster(List<Ports> each) {
        List<String> contacts =
                each.stream().map(one -> "127.0.0.1:" + one.of(INTERNAL)).toList();
        return IntStream.range(0, each.size())
                .mapToObj(node -> new LocalBroker(
                        data.resolve("zeebe-" + node),
                        logs.resolve("zeebe-" + node + ".log"),
                        each.get(node),
                        false,
                        null,
                        new LocalBroker.Membership(node, contacts)))
                .toList();
    }

    /** Every port that somebody else could be sitting on. */
    List<Port> needed() {
        List<Port> needed = new ArrayList<>(List.of(WEB));
        needed.addAll(LocalPostgres.PORTS);
        needed.addAll(LocalBroker.PORTS);
        needed.addAll(LocalMail.PORTS);
        if (operate) {
            needed.add(OPENSEARCH);
        }
        return needed;
    }
}
