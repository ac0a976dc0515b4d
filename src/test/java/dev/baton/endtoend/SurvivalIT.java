package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.DIRECTOR;
import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.stream;
import static dev.baton.endtoend.BatonClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.endtoend.BatonClient.Answer;
import dev.baton.local.BatonProcess;
import dev.baton.local.LocalSystem;
import dev.baton.local.LogOnFailure;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Application, broker and database as processes of their own, killed in the middle of their work: what was answered
 * with 201 is worked on once, and nobody is told the same thing twice.
 */
@Tag("e2e")
@ExtendWith(LogOnFailure.class)
class SurvivalIT {

    /** Enough for the disaster to fall among them; the trials take 500. */
    private static final int LEADS = Integer.getInteger("survival.leads", 200);

    /** Every tenth lead comes from a source whose window is short enough to pass during an outage. */
    private static final int SHORT_LIVED = LEADS / 10;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static LocalSystem system;
    private static Path folder;

    private BatonProcess baton;
    private BatonClient client;
    private Facts facts;
    private String name;

    @BeforeAll
    static void startParts() throws IOException {
        system = LocalSystem.startForTest();
        folder = Files.createDirectories(system.logs().resolve("more"));
        Path table = folder.resolve("processes/lead-response/response-windows.dmn");
        Files.createDirectories(table.getParent());
        String windows = Files.readString(Path.of("processes/lead-response/response-windows.dmn"));
        String shortened = windows.replace("<text>15</text>", "<text>0.2</text>");
        assertThat(shortened).isNotEqualTo(windows);
        Files.writeString(table, shortened);
    }

    @AfterAll
    static void stopParts() {
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void startBaton(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName() + " ";
        baton = BatonProcess.on(system, test.getTestMethod().orElseThrow().getName())
                .with("spring.profiles.active", "local")
                .with("baton.demo.leads", "0")
                .with("baton.demo.deals", "0")
                .with("baton.demo.trickle", "false")
                // Jobs that died with their process come back after this; the default of 30 s only makes the test wait.
                .with("baton.engine.job-timeout", "8s")
                // It is started a dozen times and never lives long.
                .withJvmArgument("-XX:TieredStopAtLevel=1")
                .withFolder(folder);
        client = new BatonClient(baton.uri());
        facts = new Facts(system.postgres().dataSource());
    }

    @AfterEach
    void stopBaton() {
        baton.close();
    }

    @Test
    void leadsSurviveTheDeathOfTheApplication() {
        baton.start();
        handInWhile(() -> {
            baton.kill();
            baton.restart();
        });
        everyLeadIsWorkedOnOnce();
        nobodyIsToldTwice();
    }

    @Test
    void leadsSurviveTheDeathOfTheBroker() {
        baton.start();
        handInWhile(() -> {
            system.broker().kill();
            system.broker().restart();
        });
        everyLeadIsWorkedOnOnce();
        nobodyIsToldTwice();
    }

    @Test
    void leadsSurviveTheDeathOfTheDatabase() {
        baton.start();
        handInWhile(() -> {
            system.postgres().kill();
            system.postgres().restart();
        });
        facts = new Facts(system.postgres().dataSource());
        everyLeadIsWorkedOnOnce();
        nobodyIsToldTwice();
    }

    @Test
    void leadsSurviveTheDeathOfAllThree() {
        baton.start();
        handInWhile(() -> {
            baton.kill();
            system.broker().kill();
            system.postgres().kill();
            system.postgres().restart();
            system.broker().restart();
            baton.restart();
        });
        facts = new Facts(system.postgres().dataSource());
        everyLeadIsWorkedOnOnce();
        nobodyIsToldTwice();
    }

    @Test
    void timersThatCameDueWhileEverythingWasDownFireAfterwards() {
        baton.start();
        String id = client.newLeadWithOwner(named(lead("douyin", "east")))
                .path("id")
                .asString();
        baton.kill();
        system.broker().kill();
        awaitDue(id);

        system.broker().restart();
        baton.restart();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(facts.actedOn(name, "lead.first-reminder")
                        + facts.actedOn(name, "lead.window")
                        + facts.actedOn(name, "lead.manager"))
                .isEqualTo(3));
        client.awaitTask("manager.east", id, "userTask_handleOverdueLead");
        nobodyIsToldTwice();
    }

    @Test
    void aManagerGetsTheTaskEvenWhenTheWatchdogWasFasterThanTheTimer() {
        baton = baton.with("baton.engine.watchdog-interval", "1s").with("baton.engine.watchdog-grace", "1s");
        client = new BatonClient(baton.uri());
        baton.start();
        String id = client.newLeadWithOwner(named(lead("douyin", "north")))
                .path("id")
                .asString();
        system.broker().kill();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(facts.actedOn(name, "lead.manager"))
                .isEqualTo(1));
        assertThat(facts.actedOnByTimer(name, "lead.manager")).isZero();

        system.broker().restart();

        client.awaitTask("manager.north", id, "userTask_handleOverdueLead");
        assertThat(facts.deliveries(name, "lead.escalated", "MAIL")).isEqualTo(1);
        nobodyIsToldTwice();
    }

    @Test
    void aJobThatKillsItsWorkerEveryTimeEndsAsAnIncident() throws IOException {
        Path halting = Files.createDirectories(system.logs().resolve("halting"));
        copyClass(HaltingWorker.class, halting);
        copyClass(HaltingWorker.Input.class, halting);
        Path registration =
                halting.resolve("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
        Files.createDirectories(registration.getParent());
        Files.writeString(registration, HaltingWorker.class.getName());
        Files.createDirectories(halting.resolve("processes"));
        Files.writeString(
                halting.resolve("processes/halting.bpmn"),
                Bpmn.convertToString(Bpmn.createExecutableProcess("halting")
                        .startEvent()
                        .serviceTask("serviceTask_halt", task -> task.zeebeJobType(HaltingWorker.JOB_TYPE))
                        .endEvent()
                        .done()),
                StandardCharsets.UTF_8);
        baton = baton.withFolder(halting)
                .with("baton.engine.job-timeout", "3s")
                // Five otherwise; each costs a start of the application.
                .with("baton.engine.max-deliveries", "2")
                .with("baton.engine.stalled-interval", "2s");
        client = new BatonClient(baton.uri());
        baton.start();
        UUID record = UUID.randomUUID();
        try (CamundaClient camunda = system.broker().client()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> camunda.newCreateInstanceCommand()
                                    .bpmnProcessId("halting")
                                    .latestVersion()
                                    .variables(Map.of("leadId", record.toString()))
                                    .send()
                                    .join()
                                    .getProcessInstanceKey()
                            > 0);
        }

        // Like a supervisor of processes: whenever it is dead it is started again.
        await().atMost(PATIENCE.multipliedBy(2)).ignoreExceptions().until(() -> {
            if (!baton.alive()) {
                baton.restart();
            }
            return incidents(record) == 1;
        });

        // Some can be on their way when the third gives up: one for each clock that found it late. Then it comes no
        // more.
        assertThat(deliveriesOf(record)).isBetween(3L, 6L);
        long deliveries = deliveriesOf(record);
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(30))
                .until(() -> baton.alive() && deliveriesOf(record) == deliveries);
        JsonNode incident = stream(client.get(DIRECTOR, "/api/incidents").expect(200))
                .filter(entry -> entry.path("elementId").asString().equals("serviceTask_halt"))
                .findFirst()
                .orElseThrow();
        assertThat(incident.path("reason").asString()).matches("came [3-6] times without an outcome");
    }

    @Test
    void leadsAreTakenInWhileTheEngineIsAway() {
        system.broker().kill();
        baton.startUnhealthy();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(client.health()
                        .body()
                        .path("components")
                        .path("engine")
                        .path("status")
                        .asString())
                .isEqualTo("DEGRADED"));
        String early = client.newLead(named(lead("site-form", "east")));
        assertThat(client.lead(early).path("status").asString()).isEqualTo("RECEIVED");

        system.broker().restart();
        client.awaitOwner(early);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(client.health()
                        .body()
                        .path("components")
                        .path("engine")
                        .path("status")
                        .asString())
                .isEqualTo("UP"));

        system.broker().kill();
        String late = client.newLead(named(lead("site-form", "east")));
        assertThat(client.lead(late).path("status").asString()).isEqualTo("RECEIVED");
        system.broker().restart();
        client.awaitOwner(late);
        assertThat(facts.workedOnTwice(name)).isEmpty();
    }

    @Test
    void withoutTheDatabaseTheAnswerIsAClear503AndNothingIsHalfDone() {
        baton.start();
        Map<String, Object> wish = named(lead("site-form", "south"));
        String key = UUID.randomUUID().toString();
        client.newLead(named(lead("site-form", "south")));
        system.postgres().kill();

        Answer refused = await().atMost(Duration.ofSeconds(60))
                .until(() -> client.handIn(wish, key), answer -> answer.status() == 503);
        assertThat(refused.body().path("type").asString()).endsWith("database-unavailable");
        assertThat(refused.body().path("remedy").asString()).isNotBlank();

        system.postgres().restart();
        facts = new Facts(system.postgres().dataSource());
        assertThat(facts.leads(name)).isEqualTo(1);
        String id = handIn(wish, key);
        client.awaitOwner(id);
        assertThat(facts.leads(name)).isEqualTo(2);
    }

    /** Hands 500 leads in as a careful client does, and lets the disaster happen when some of them are in. */
    private void handInWhile(Runnable disaster) {
        AtomicInteger answered = new AtomicInteger();
        try (ExecutorService clients =
                Executors.newFixedThreadPool(6, Thread.ofVirtual().factory())) {
            for (int i = 0; i < LEADS; i++) {
                String source = i % 10 == 5 ? "douyin" : "site-form";
                String region = List.of("east", "north", "south", "west").get(i % 4);
                Map<String, Object> wish = named(lead(source, region));
                clients.execute(() -> {
                    handIn(wish, UUID.randomUUID().toString());
                    answered.incrementAndGet();
                });
            }
            await().atMost(PATIENCE).until(() -> answered.get() >= LEADS / 4);
            disaster.run();
        }
        assertThat(answered.get()).isEqualTo(LEADS);
    }

    private String handIn(Map<String, Object> wish, String key) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.handIn(wish, key), answer -> answer.status() == 201)
                .body()
                .path("id")
                .asString();
    }

    private void everyLeadIsWorkedOnOnce() {
        assertThat(facts.leads(name)).isEqualTo(LEADS);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        facts.withoutOwnerOrIncident(name))
                .isEmpty());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(List.of(
                        facts.actedOn(name, "lead.first-reminder"),
                        facts.actedOn(name, "lead.window"),
                        facts.actedOn(name, "lead.manager")))
                .containsOnly((long) SHORT_LIVED));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        facts.count("select count(*) from outbox_message where sent_at is null"))
                .isZero());
        assertThat(facts.workedOnTwice(name)).isEmpty();
        assertThat(facts.deliveries(name, "lead.assigned", "IN_APP")).isEqualTo(LEADS);
        assertThat(facts.deliveries(name, "lead.escalated", "MAIL")).isEqualTo(SHORT_LIVED);
    }

    /** Each delivery went out as one mail; a repeat after a crash carries the same Message-ID, so mailboxes fold it. */
    private void nobodyIsToldTwice() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        facts.count(
                                "select count(*) from notification_delivery where channel = 'MAIL' and state in ('PENDING', 'RETRYING')"))
                .isZero());
        var messages = new HashSet<String>();
        system.mail().received().forEach(mail -> messages.add(messageId(mail)));
        assertThat((long) messages.size())
                .isEqualTo(facts.count(
                        "select count(*) from notification_delivery where channel = 'MAIL' and state = 'SENT'"));
        assertThat(facts.count("select count(*) from (select 1 from notification_delivery"
                        + " group by event, person_id, channel having count(*) > 1) t"))
                .isZero();
    }

    private void awaitDue(String id) {
        await().atMost(PATIENCE)
                .until(() ->
                        facts.count("select count(*) from deadline where record_id = ?::uuid and due_at < now()", id)
                                == 3);
    }

    private long incidents(UUID record) {
        return facts.count("select count(*) from job_incident where record_id = ? and resolved_at is null", record);
    }

    private long deliveriesOf(UUID record) {
        return facts.count("select sum(deliveries) from job_log where record_id = ?", record);
    }

    private Map<String, Object> named(Map<String, Object> lead) {
        return with(lead, "name", name + lead.get("phone"));
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyClass(Class<?> type, Path folder) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (var in = type.getClassLoader().getResourceAsStream(file)) {
            Files.write(target, in.readAllBytes());
        }
    }
}
