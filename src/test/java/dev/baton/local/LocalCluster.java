package dev.baton.local;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.PartitionBrokerHealth;
import io.camunda.client.api.response.PartitionBrokerRole;
import io.camunda.client.api.response.PartitionInfo;
import io.camunda.client.api.response.Topology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.awaitility.Awaitility;

/**
 * Three brokers that hold three partitions three times, one address in front of their gateways, a database and a mail
 * server: what an installation has that must outlive any one of its brokers.
 */
public final class LocalCluster implements AutoCloseable {

    private static final int SIZE = 3;
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(3);

    private final LocalParts parts;
    private final LocalPostgres postgres;
    private final LocalMail mail;
    private final List<LocalBroker> brokers;
    private final OneAddress gateways;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private LocalCluster(LocalParts parts) {
        this.parts = parts;
        this.postgres = parts.postgres();
        this.mail = parts.mail();
        this.brokers = parts.cluster(Stream.generate(Ports::free).limit(SIZE).toList());
        this.gateways = OneAddress.of(brokers.stream().map(LocalBroker::grpc).toList());
    }

    /** A cluster of one's own, with fresh data under {@code target/local} that go when it closes. */
    public static LocalCluster startForTest() {
        LocalCluster cluster = new LocalCluster(LocalParts.forTests(LocalSystem.testFolder()));
        try {
            cluster.start();
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void start() {
        running.push(gateways);
        brokers.forEach(broker -> running.push(broker.launch()));
        running.push(postgres);
        postgres.start();
        running.push(mail);
        mail.start();
        brokers.forEach(LocalBroker::awaitReady);
        awaitWhole();
    }

    /** Each broker, to be killed and restarted. */
    public List<LocalBroker> brokers() {
        return brokers;
    }

    /** The database, to be asked. */
    public LocalPostgres postgres() {
        return postgres;
    }

    /** What was mailed. */
    public LocalMail mail() {
        return mail;
    }

    /** Where each part logs. */
    public Path logs() {
        return parts.logs();
    }

    /** Waits until every broker holds every partition in health and each partition has a leader. */
    public void awaitWhole() {
        try (CamundaClient client = CamundaClient.newClientBuilder()
                .grpcAddress(gateways.uri())
                .preferRestOverGrpc(false)
                .build()) {
            Awaitility.await("a whole cluster")
                    .atMost(WHOLE_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> whole(client.newTopologyRequest().send().join()));
        }
    }

    /** What Baton must be told to use these parts. */
    Map<String, String> properties() {
        URI rest = brokers.getFirst().rest();
        return LocalSystem.properties(postgres, mail, gateways.uri(), rest);
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                Progress.say("While stopping: %s", e.getMessage());
            }
        }
        try {
            PathUtils.deleteDirectory(parts.data());
        } catch (IOException e) {
            Progress.say("While tidying up: %s", e.getMessage());
        }
    }

    private static boolean whole(Topology topology) {
        List<PartitionInfo> held = topology.getBrokers().stream()
                .flatMap(broker -> broker.getPartitions().stream())
                .toList();
        return held.size() == SIZE * SIZE
                && held.stream().allMatch(one -> one.getHealth() == PartitionBrokerHealth.HEALTHY)
                && held.stream()
                                .filter(one -> one.getRole() == PartitionBrokerRole.LEADER)
                                .count()
                        == SIZE;
    }
}
