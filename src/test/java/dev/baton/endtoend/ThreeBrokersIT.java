package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonProcess;
import dev.baton.local.LocalBroker;
import dev.baton.local.LocalCluster;
import dev.baton.local.LogOnFailure;
import dev.baton.local.OneAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three brokers, three partitions, each of them held three times, and two applications: each broker is killed once
 * while ten leads a second arrive, or {@code cluster.rate}. It wants more than two cores, so {@code verify} leaves it out.
 */
@Tag("e2e")
@Tag("cluster")
@ExtendWith(LogOnFailure.class)
class ThreeBrokersIT {

    private static final String NAME = "三节点 ";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long EVERY_MILLIS = 1000 / Integer.getInteger("cluster.rate", 10);

    /** Leads that come while everything is there, before the first broker dies and after the last is back. */
    private static final int AROUND = 50;

    private static LocalCluster cluster;
    private static List<BatonProcess> applications;
    private static OneAddress address;

    @BeforeAll
    static void startAll() {
        cluster = LocalCluster.startForTest();
        applications = List.of(application("first"), application("second"));
        applications.forEach(BatonProcess::start);
        address = OneAddress.of(applications.stream().map(BatonProcess::uri).toList());
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (address != null) {
            address.close();
        }
        if (applications != null) {
            applications.forEach(BatonProcess::close);
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void eachBrokerDiesOnceAndNoLeadIsLostDoubledOrLeftForLong() throws InterruptedException {
        var client = new BatonClient(address.uri());
        var facts = new Facts(cluster.postgres().dataSource());
        var due = new AtomicInteger();
        var answered = new AtomicInteger();

        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> arrivals = clock.scheduleAtFixedRate(
                    () -> {
                        int number = due.getAndIncrement();
                        callers.execute(() -> {
                            handIn(client, number);
                            answered.incrementAndGet();
                        });
                    },
                    0,
                    EVERY_MILLIS,
                    TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> answered.get() >= AROUND);
            for (LocalBroker broker : cluster.brokers()) {
                broker.kill();
                int before = answered.get();
                await().atMost(PATIENCE).until(() -> answered.get() >= before + AROUND);
                broker.restart();
                cluster.awaitWhole();
            }
            int back = answered.get();
            await().atMost(PATIENCE).until(() -> answered.get() >= back + AROUND);
            arrivals.cancel(false);
            clock.shutdown();
        }

        assertThat(answered).hasValue(due.get());
        assertThat(facts.leads(NAME)).isEqualTo(due.get());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        facts.count("select count(*) from lead where name like ? and owner_id is null", NAME + "%"))
                .isZero());
        assertThat(facts.workedOnTwice(NAME)).isEmpty();
        assertThat(facts.deliveries(NAME, "lead.assigned", "IN_APP")).isEqualTo(due.get());
        assertThat(facts.count(
                        "select coalesce(ceil(extract(epoch from max(first_assigned_at - received_at))), 0)::bigint"
                                + " from lead where name like ?",
                        NAME + "%"))
                .as("seconds that the lead waited which waited longest")
                .isLessThanOrEqualTo(30);
    }

    private static void handIn(BatonClient client, int number) {
        Map<String, Object> wish = with(
                lead("site-form", List.of("east", "north", "south", "west").get(number % 4)), "name", NAME + number);
        String key = UUID.randomUUID().toString();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.handIn(wish, key), answer -> answer.status() == 201);
    }

    private static BatonProcess application(String name) {
        return BatonProcess.on(cluster, name)
                .with("spring.profiles.active", "local")
                .with("baton.demo.leads", "0")
                .with("baton.demo.deals", "0")
                .with("baton.demo.trickle", "false")
                .with("baton.engine.job-timeout", "8s")
                .withJvmArgument("-XX:TieredStopAtLevel=1");
    }
}
