package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonProcess;
import dev.baton.local.LocalSystem;
import dev.baton.local.LogOnFailure;
import dev.baton.local.OneAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two instances behind one address: whichever answers, and whichever dies, people go on where they were. */
@Tag("e2e")
@ExtendWith(LogOnFailure.class)
class TwoInstancesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static LocalSystem system;
    private static BatonProcess one;
    private static BatonProcess other;
    private static OneAddress address;
    private static BatonClient client;
    private static Facts facts;

    @BeforeAll
    static void startBoth() {
        system = LocalSystem.startForTest();
        one = instance("one").start();
        other = instance("other").start();
        address = OneAddress.of(List.of(one.uri(), other.uri()));
        client = new BatonClient(address.uri());
        facts = new Facts(system.postgres().dataSource());
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (address != null) {
            address.close();
        }
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @AfterEach
    void bothLive() {
        for (BatonProcess instance : List.of(one, other)) {
            if (!instance.alive()) {
                instance.restart();
            }
        }
    }

    @Test
    void somebodyInTheMiddleOfACallGoesOnWhenTheInstanceDies() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "east"));
        String id = lead.path("id").asString();
        String owner = client.ownerOf(lead);
        client.awaitTask(owner, id, "userTask_contactLead");
        var rep = new SessionOfPerson(address.uri(), owner);
        assertThat(rep.awaitMe(one.uri())).isEqualTo(owner);
        assertThat(rep.awaitMe(other.uri())).isEqualTo(owner);
        List<String> arriving = IntStream.range(0, 20)
                .mapToObj(each -> handIn(with(lead("douyin", "west"), "name", "途中 " + each)))
                .toList();

        one.kill();

        assertThat(rep.awaitMe(address.uri())).isEqualTo(owner);
        URI contacts = address.uri().resolve("/api/leads/" + id + "/contacts");
        assertThat(rep.status("POST", contacts, spoken())).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> facts.count("select count(*) from contact_entry where lead_id = ?::uuid", id) == 1);
        arriving.forEach(client::awaitOwner);
        assertThat(facts.workedOnTwice("途中 ")).isEmpty();

        one.restart();
        other.kill();
        assertThat(rep.awaitMe(address.uri())).as("a restart signs nobody out").isEqualTo(owner);
        client.newLeadWithOwner(lead("site-form", "east"));
    }

    @Test
    void aNoticeReachesItsReaderAtTheOtherInstance() {
        JsonNode first = client.newLeadWithOwner(lead("site-form", "south"));
        String owner = client.ownerOf(first);
        var rep = new SessionOfPerson(other.uri(), owner);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> rep.live(other.uri()).forEach(heard::add));
        await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(line -> line.contains("hello")));

        var supervisor = new BatonClient(one.uri());
        JsonNode second = supervisor.newLeadWithOwner(with(lead("site-form", "west"), "name", "转到别处的客户"));
        supervisor
                .post(
                        BatonClient.DIRECTOR,
                        "/api/leads/" + second.path("id").asString() + "/transfer",
                        Map.of("toPersonId", first.path("owner").path("id").asString(), "reason", "熟悉客户"))
                .expect(202);

        await().atMost(PATIENCE)
                .until(() -> heard.stream().anyMatch(line -> line.startsWith("data:") && line.contains("转到别处的客户")));
    }

    @Test
    void whoSignsOutAtOneIsOutAtBoth() {
        var admin = new SessionOfPerson(one.uri(), BatonClient.ADMIN);
        assertThat(admin.awaitMe(other.uri())).isEqualTo(BatonClient.ADMIN);

        assertThat(admin.status("DELETE", one.uri().resolve("/api/session"), Map.of()))
                .isEqualTo(204);

        assertThat(admin.awaitMe(other.uri())).isEqualTo("nobody, 401");
    }

    private static Map<String, Object> spoken() {
        return Map.of(
                "summary", "接通，约好下周演示",
                "outcome", "follow-up",
                "intent", "high",
                "nextFollowUpAt", Instant.now().plus(365, ChronoUnit.DAYS).toString());
    }

    private static String handIn(Map<String, Object> wish) {
        return client.handIn(wish, UUID.randomUUID().toString())
                .expect(201)
                .path("id")
                .asString();
    }

    private static BatonProcess instance(String name) {
        return BatonProcess.on(system, name)
                .with("spring.profiles.active", "local")
                .with("baton.demo.leads", "0")
                .with("baton.demo.deals", "0")
                .with("baton.demo.trickle", "false")
                .with("baton.engine.job-timeout", "8s")
                .withJvmArgument("-XX:TieredStopAtLevel=1");
    }
}
