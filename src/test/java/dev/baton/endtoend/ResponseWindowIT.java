package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonInside;
import dev.baton.local.WithBaton;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/** Windows, reminders and the 48-hour rule on the real broker, whose clock is sent forward. */
@WithBaton
class ResponseWindowIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BatonInside baton;
    private final BatonClient client;
    private final Facts facts;
    private String name;

    ResponseWindowIT(BatonInside baton) {
        this.baton = baton;
        this.client = new BatonClient(baton.uri());
        this.facts = new Facts(baton.system().postgres().dataSource());
    }

    @BeforeEach
    void nameLeads(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName() + " ";
    }

    @Test
    void aSiteLeadIsRemindedAtSixtyMinutesAndOverdueAtNinety() {
        JsonNode lead = owned("site-form", "east");
        Instant due = instant(lead, "windowDueAt");
        assertThat(due).isEqualTo(instant(lead, "assignedAt").plus(90, ChronoUnit.MINUTES));

        passUntil(due.minus(31, ChronoUnit.MINUTES));
        staysAt("lead.first-reminder", 0);
        passUntil(due.minus(30, ChronoUnit.MINUTES));
        await().atMost(PATIENCE).until(() -> facts.deliveries(name, "lead.first-reminder", "IN_APP") == 1);

        passUntil(due.minus(1, ChronoUnit.MINUTES));
        staysAt("lead.window", 0);
        passUntil(due);
        ownerIsToldOnce(lead);
        assertThat(facts.actedOn(name, "lead.manager")).isZero();
    }

    @Test
    void aDouyinLeadIsOverdueAtFifteenMinutes() {
        JsonNode lead = owned("douyin", "west");
        Instant due = instant(lead, "windowDueAt");
        assertThat(due).isEqualTo(instant(lead, "assignedAt").plus(15, ChronoUnit.MINUTES));

        passUntil(due.minus(1, ChronoUnit.MINUTES));
        staysAt("lead.window", 0);
        passUntil(due);

        ownerIsToldOnce(lead);
    }

    @Test
    void whoeverOpenedTheLeadInTimeIsNotReminded() {
        JsonNode lead = owned("site-form", "south");
        String id = lead.path("id").asString();
        Instant due = instant(lead, "windowDueAt");
        passUntil(due.minus(1, ChronoUnit.MINUTES));
        client.get(client.ownerOf(lead), "/api/leads/" + id).expect(200);

        passUntil(due);
        await().atMost(PATIENCE).until(() -> facts.actedOn(name, "lead.window") == 1);
        passUntil(due.plus(90, ChronoUnit.MINUTES));

        client.awaitTask("manager.south", id, "userTask_handleOverdueLead");
        assertThat(facts.deliveries(name, "lead.window-due", "IN_APP")).isZero();
        assertThat(baton.gateways().wecom(id)).isEmpty();
        assertThat(baton.gateways().sms(phone(lead))).isEmpty();
    }

    @Test
    void aMutedLeadRemindsNobodyButTheManager() {
        JsonNode lead = owned("site-form", "north");
        String id = lead.path("id").asString();
        client.put(client.ownerOf(lead), "/api/leads/" + id + "/reminders", Map.of("muted", true))
                .expect(200);

        passUntil(instant(lead, "windowDueAt").plus(90, ChronoUnit.MINUTES));

        client.awaitTask("manager.north", id, "userTask_handleOverdueLead");
        await().atMost(PATIENCE).until(() -> facts.actedOn(name, "lead.window") == 1);
        assertThat(facts.deliveries(name, "lead.escalated", "MAIL")).isEqualTo(1);
        assertThat(facts.deliveries(name, "lead.first-reminder", "IN_APP")).isZero();
        assertThat(facts.deliveries(name, "lead.window-due", "IN_APP")).isZero();
        assertThat(facts.deliveries(name, "lead.window-due", "WECOM")).isZero();
    }

    @Test
    void fortyEightHoursOfSilenceCallTheSupervisorOnce() {
        JsonNode lead = owned("wecom", "east");
        String owner = client.ownerOf(lead);
        String id = lead.path("id").asString();
        client.contact(owner, id, goesOn()).expect(200);
        client.awaitTask(owner, id, "userTask_followUp");

        baton.pass(Duration.ofHours(47));
        client.contact(owner, id, goesOn()).expect(200);
        await().atMost(PATIENCE)
                .until(() -> facts.count("select count(*) from contact_entry where lead_id = ?::uuid", id) == 2);
        client.awaitTask(owner, id, "userTask_followUp");
        Instant moved = instant(client.lead(id), "followUpDueAt");
        assertThat(moved).isAfter(baton.now().plus(47, ChronoUnit.HOURS));

        passUntil(moved.minus(1, ChronoUnit.MINUTES));
        staysAt("lead.follow-up", 0);
        passUntil(moved);

        client.awaitTask("manager.east", id, "userTask_handleStalledLead");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(baton.gateways().dingtalk(id)).hasSize(1));
        assertThat(facts.deliveries(name, "lead.stalled", "DINGTALK")).isEqualTo(1);
    }

    @Test
    void aDueDateThatIsPastAlreadyFires() {
        baton.whileBrokerIsAhead(Duration.ofMinutes(45), () -> {
            JsonNode lead = owned("douyin", "south");
            client.awaitTask("manager.south", lead.path("id").asString(), "userTask_handleOverdueLead");
        });
        assertThat(facts.actedOnByTimer(name, "lead.first-reminder")).isEqualTo(1);
        assertThat(facts.actedOnByTimer(name, "lead.window")).isEqualTo(1);
    }

    @Test
    void aChangedTableIsForNewLeadsOnly() throws IOException {
        JsonNode before = owned("exhibition", "west");
        Path table = Path.of("processes/lead-response/response-windows.dmn");
        String original = Files.readString(table);
        String changed = original.replace("<text>240</text>", "<text>60</text>");
        assertThat(changed).isNotEqualTo(original);
        deploy(changed);
        try {
            JsonNode after = owned("exhibition", "west");

            assertThat(window(before)).isEqualTo(Duration.ofMinutes(240));
            assertThat(window(after)).isEqualTo(Duration.ofMinutes(60));
            passUntil(instant(after, "windowDueAt"));
            await().atMost(PATIENCE).until(() -> facts.actedOn(name, "lead.window") == 1);
            assertThat(window(client.lead(before.path("id").asString()))).isEqualTo(Duration.ofMinutes(240));
        } finally {
            deploy(original);
        }
    }

    @Test
    void allTimersFireForAThousandRandomStarts() {
        int leads = 1_000;
        int batch = 50;
        Random random = new Random(14_744);
        for (int i = 0; i < leads / batch; i++) {
            handIn(batch);
            baton.pass(Duration.ofMillis(random.nextLong(1, 90_000)));
        }
        await().atMost(Duration.ofMinutes(5))
                .until(() -> facts.count(
                                "select count(*) from deadline d join lead l on l.id = d.record_id where l.name like ?",
                                name + "%")
                        == 3L * leads);
        for (int i = 0; i < 12; i++) {
            baton.pass(Duration.ofMillis(random.nextLong(120_000, 260_000)));
        }
        baton.pass(Duration.ofMinutes(30));

        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(List.of(
                                facts.actedOnByTimer(name, "lead.first-reminder"),
                                facts.actedOnByTimer(name, "lead.window"),
                                facts.actedOnByTimer(name, "lead.manager")))
                        .containsOnly((long) leads));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(List.of(
                                facts.deliveries(name, "lead.first-reminder", "IN_APP"),
                                facts.deliveries(name, "lead.window-due", "IN_APP"),
                                facts.deliveries(name, "lead.window-due", "WECOM"),
                                facts.deliveries(name, "lead.window-due", "SMS"),
                                facts.deliveries(name, "lead.escalated", "IN_APP")))
                        .containsOnly((long) leads));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(baton.gateways().wecom(name)).hasSize(leads));
    }

    private void handIn(int leads) {
        try (var clients = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory())) {
            for (int i = 0; i < leads; i++) {
                String region = List.of("east", "north", "south", "west").get(i % 4);
                clients.execute(() -> client.newLead(named(lead("douyin", region))));
            }
        }
    }

    private void ownerIsToldOnce(JsonNode lead) {
        String id = lead.path("id").asString();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(baton.gateways().wecom(id)).hasSize(1);
            assertThat(facts.count(
                            "select count(*) from notification_delivery where event like ? and state = 'SENT'",
                            "lead:" + id + ":1:lead.window-due"))
                    .isEqualTo(4);
        });
        assertThat(facts.jdbc()
                        .sql("select channel from notification_delivery where event = ? order by channel")
                        .param("lead:" + id + ":1:lead.window-due")
                        .query(String.class)
                        .list())
                .containsExactly("IN_APP", "MAIL", "SMS", "WECOM");
        assertThat(baton.system().mail().received())
                .filteredOn(mail -> {
                    try {
                        return String.valueOf(mail.getSubject())
                                .contains(lead.path("name").asString());
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .hasSize(1);
    }

    /** Nothing happens although the broker had the time for it. */
    private void staysAt(String deadline, long times) {
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> facts.actedOn(name, deadline) == times);
    }

    private JsonNode owned(String source, String region) {
        JsonNode lead = client.newLeadWithOwner(named(lead(source, region)));
        client.awaitTask(client.ownerOf(lead), lead.path("id").asString(), "userTask_contactLead");
        return lead;
    }

    private Map<String, Object> named(Map<String, Object> lead) {
        return with(lead, "name", name + lead.get("phone"));
    }

    private Map<String, Object> goesOn() {
        return Map.of(
                "summary", "约好再谈",
                "outcome", "follow-up",
                "nextFollowUpAt", baton.now().plus(5, ChronoUnit.DAYS).toString());
    }

    /** A second more, because the clocks of Baton and broker are set one after the other. */
    private void passUntil(Instant then) {
        Duration missing = Duration.between(baton.now(), then).plusSeconds(1);
        if (missing.isPositive()) {
            baton.pass(missing);
        }
    }

    private void deploy(String table) {
        try (CamundaClient camunda = baton.system().broker().client()) {
            camunda.newDeployResourceCommand()
                    .addResourceBytes(table.getBytes(StandardCharsets.UTF_8), "response-windows.dmn")
                    .requestTimeout(Duration.ofSeconds(30))
                    .send()
                    .join();
        }
    }

    private static Duration window(JsonNode lead) {
        return Duration.between(instant(lead, "assignedAt"), instant(lead, "windowDueAt"));
    }

    private static String phone(JsonNode lead) {
        return lead.path("phone").asString().replaceAll("\\D", "");
    }

    private static Instant instant(JsonNode lead, String field) {
        return Instant.parse(lead.path(field).asString());
    }
}
