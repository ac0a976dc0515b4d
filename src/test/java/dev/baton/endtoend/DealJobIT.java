package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.DIRECTOR;
import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.baton.evidence.Papers;
import dev.baton.local.BatonInside;
import dev.baton.local.WithBaton;
import io.camunda.client.CamundaClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way of a deal from a qualified lead on, over HTTP and on the real broker, whose clock is sent forward. */
@WithBaton
class DealJobIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> WITH_A_REASON = Map.of("reason", "客户已确认");

    private final BatonInside baton;
    private final BatonClient client;
    private final Facts facts;

    DealJobIT(BatonInside baton) {
        this.baton = baton;
        this.client = new BatonClient(baton.uri());
        this.facts = new Facts(baton.system().postgres().dataSource());
    }

    @Test
    @DisplayName(
            "A qualified lead becomes a deal that moves on evidence alone, and the ledger proves it (SG-02, SG-03, B6-14)")
    void onEvidence() {
        var lead = client.newLeadWithOwner(lead("site-form", "east"));
        var rep = client.ownerOf(lead);
        var leadId = lead.path("id").asString();
        client.contact(rep, leadId, Map.of("summary", "预算已批", "outcome", "qualified"))
                .expect(200);
        client.awaitStatus(leadId, "QUALIFIED");

        var deal = open(rep, leadId);
        assertThat(client.post(rep, "/api/deals", newDeal(leadId))
                        .expect(409)
                        .path("code")
                        .asString())
                .isEqualTo("lead-has-deal");
        var shown = awaitStage(rep, deal, "first-contact");
        assertThat(Duration.between(at(shown, "/stage/enteredAt"), at(shown, "/stage/dueAt")))
                .isEqualTo(Duration.ofDays(7));

        var no = client.post(rep, "/api/deals/" + deal + "/advance", Map.of()).expect(409);
        assertThat(missing(no))
                .containsExactly(
                        "condition.first-communication", "condition.contact-named", "condition.pain-known", "reason");
        forge(shown.path("taskId").asString());
        await().atMost(PATIENCE)
                .until(
                        () -> client.get(rep, "/api/deals/" + deal).expect(200).path("taskId"),
                        task -> !task.isNull() && !task.equals(shown.path("taskId")));
        assertThat(stage(rep, deal)).isEqualTo("first-contact");

        var piece = throughTheFirstGate(rep, deal);
        assertThat(stage(rep, deal)).isEqualTo("needs-analysis");
        assertThat(client.get(rep, "/api/evidence/" + piece).expect(200).path("acceptedBy"))
                .isNotEmpty();
        var verification = client.get(DIRECTOR, "/api/evidence/verification").expect(200);
        assertThat(verification.path("findings")).as("%s", verification).isEmpty();
        assertThat(verification.path("entries").asLong()).isPositive();
        assertThat(stream(client.get(rep, "/api/deals/" + deal).expect(200).path("transitions"))
                        .map(one -> one.path("kind").asString()))
                .containsExactlyInAnyOrder("START", "ADVANCE");
    }

    @Test
    @DisplayName(
            "72 hours and a minute in a sub-state: two messages and the question why; a change at 71 hours: none (SW-02, SW-03)")
    void standing() {
        var rep = "rep01";
        var deal = openAtTheFirstStage(rep);
        baton.pass(Duration.ofHours(71));
        client.put(rep, "/api/deals/" + deal + "/substate", Map.of("substate", "material-sent"))
                .expect(200);
        var ticked = baton.now();
        await().atMost(PATIENCE)
                .until(() -> facts.count(
                                "select count(*) from deadline where record_id = ?::uuid and kind = 'deal.substate'"
                                        + " and acted_at is null and closed_at is null and due_at > ?",
                                deal,
                                java.sql.Timestamp.from(ticked.plus(71, ChronoUnit.HOURS)))
                        == 1);
        baton.pass(Duration.ofHours(2));
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> told(deal, "deal.substate-stands") == 0);

        passUntil(ticked.plus(72, ChronoUnit.HOURS).plus(1, ChronoUnit.MINUTES));
        await().atMost(PATIENCE).until(() -> told(deal, "deal.substate-stands") == 2);
        var asked = client.get(rep, "/api/deals/blockers").expect(200);
        assertThat(stream(asked.path("deals")).map(one -> one.path("id").asString()))
                .contains(deal);
        assertThat(asked.path("reasons")).hasSize(12);
        var task =
                client.awaitTask(rep, deal, "userTask_pickBlocker").path("id").asString();
        client.post(rep, "/api/tasks/" + task + "/complete", Map.of("variables", Map.of("reason", "no-such")))
                .expect(400);
        client.post(rep, "/api/tasks/" + task + "/complete", Map.of("variables", Map.of("reason", "payment-terms")))
                .expect(200);
        await().atMost(PATIENCE).until(() -> !client.get(rep, "/api/deals/" + deal)
                .expect(200)
                .path("blockerWanted")
                .asBoolean());
        assertThat(facts.count(
                        "select count(*) from deal_blocker where deal_id = ?::uuid and reason = 'payment-terms'", deal))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("Seven days and a minute in a stage: two messages and no performance, until it moves on (SG-09)")
    void frozen() {
        var rep = "rep01";
        var deal = openAtTheFirstStage(rep);
        var entered = at(client.get(rep, "/api/deals/" + deal).expect(200), "/stage/enteredAt");
        passUntil(entered.plus(7, ChronoUnit.DAYS).minus(5, ChronoUnit.MINUTES));
        assertThat(client.get(rep, "/api/deals/" + deal)
                        .expect(200)
                        .path("suspended")
                        .asBoolean())
                .isFalse();
        passUntil(entered.plus(7, ChronoUnit.DAYS).plus(1, ChronoUnit.MINUTES));
        awaitDeal(rep, deal, shown -> shown.path("suspended").asBoolean());
        await().atMost(PATIENCE).until(() -> told(deal, "deal.frozen") == 2);

        throughTheFirstGate(rep, deal);
        var moved = client.get(rep, "/api/deals/" + deal).expect(200);
        assertThat(moved.path("suspended").asBoolean()).isFalse();
        assertThat(at(moved, "/stage/dueAt"))
                .isCloseTo(at(moved, "/stage/enteredAt").plus(10, ChronoUnit.DAYS), within(1, ChronoUnit.SECONDS));
    }

    @Test
    @DisplayName("The deals of the demonstration go as far as they shall, each gate relying on files that are there")
    void demonstration() {
        await().atMost(PATIENCE).until(() -> facts.count("""
                                select count(*) from deal where (external_ref in ('demo-deal-1', 'demo-deal-2')
                                and stage = 'quote-approval') or (external_ref = 'demo-deal-3' and stage = 'solution-accepted')""") == 3);
        assertThat(facts.count("""
                        select count(*) from deal_transition t join deal d on d.id = t.deal_id
                        where d.external_ref = 'demo-deal-1' and t.kind = 'ADVANCE'""")).isEqualTo(4);
        assertThat(client.get(DIRECTOR, "/api/evidence/verification")
                        .expect(200)
                        .path("findings"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "From the first talk to the signed contract: seven gates, two approvals, and the deal is won (SG-02, SW-08, SW-10)")
    void won() {
        var rep = "rep01";
        var deal = handIn(rep, newDeal(null, "smb", 40_000));
        for (var stage : List.of(
                "first-contact",
                "needs-analysis",
                "solution-demo",
                "solution-accepted",
                "quote-approval",
                "contract-approval",
                "signing")) {
            awaitStage(rep, deal, stage);
            satisfy(rep, deal, stage);
            if (stage.equals("contract-approval")) {
                client.put(rep, "/api/deals/" + deal, Map.of("contractType", "项目"))
                        .expect(204);
            }
            client.post(rep, "/api/deals/" + deal + "/advance", WITH_A_REASON).expect(202);
            if (stage.endsWith("-approval")) {
                approve(deal);
            }
        }
        var end = awaitDeal(rep, deal, shown -> shown.path("state").asString().equals("WON"));
        assertThat(stream(end.path("approved")).map(JsonNode::asString)).containsExactly("QUOTE", "CONTRACT");
        assertThat(client.get(DIRECTOR, "/api/evidence/verification")
                        .expect(200)
                        .path("findings"))
                .isEmpty();
    }

    /** Whoever is asked says yes, in whatever order they are asked. */
    private void approve(String deal) {
        var approval = await("the approval of " + deal)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> client.list(DIRECTOR, "/api/approvals?dealId=" + deal).stream()
                                .filter(one -> one.path("outcome").asString().equals("OPEN"))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow()
                .path("id")
                .asString();
        await("the votes of " + deal)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    var now = client.get(DIRECTOR, "/api/approvals/" + approval).expect(200);
                    for (var step : now.path("steps")) {
                        for (var seat : step.path("seats")) {
                            if (step.path("state").asString().equals("OPEN")
                                    && seat.path("vote").isNull()) {
                                client.post(
                                        client.loginOf(seat.path("person").asString()),
                                        "/api/approvals/" + approval + "/votes",
                                        Map.of("vote", "approve"));
                            }
                        }
                    }
                    return now.path("outcome").asString().equals("APPROVED");
                });
    }

    /** Brings in whatever the gate misses, as far as a rep can. */
    private void satisfy(String rep, String deal, String stage) {
        var shown = client.get(rep, "/api/deals/" + deal).expect(200);
        for (var proof : shown.at("/gate/evidence")) {
            if (proof.path("required").asBoolean()) {
                var kind = proof.path("kind").asString();
                var text = stream(proof.path("types"))
                        .anyMatch(type -> type.asString().equals("txt"));
                client.upload(
                                rep,
                                "/api/evidence",
                                Map.of("recordKind", "deal", "recordId", deal, "stage", stage, "kind", kind),
                                kind + (text ? ".txt" : ".pdf"),
                                text
                                        ? (kind + " " + deal).getBytes(StandardCharsets.UTF_8)
                                        : Papers.pdf(kind + " " + deal + "\nTotal: CNY 40,000.00"))
                        .expect(201);
            }
        }
        for (var missing : client.get(rep, "/api/deals/" + deal).expect(200).at("/gate/missing")) {
            var code = missing.path("code").asString();
            if (code.startsWith("condition.")) {
                client.post(
                                rep,
                                "/api/deals/" + deal + "/conditions/" + code.substring("condition.".length()),
                                Map.of("met", true))
                        .expect(200);
            } else if (code.startsWith("action.")) {
                client.post(rep, "/api/deals/" + deal + "/actions/" + code.substring("action.".length()), Map.of())
                        .expect(200);
            }
        }
    }

    private String openAtTheFirstStage(String rep) {
        var deal = open(rep, null);
        awaitStage(rep, deal, "first-contact");
        return deal;
    }

    private String open(String rep, @Nullable String lead) {
        return handIn(rep, newDeal(lead));
    }

    private String handIn(String rep, Map<String, Object> deal) {
        return client.post(rep, "/api/deals", deal).expect(201).path("id").asString();
    }

    private Map<String, Object> newDeal(@Nullable String lead) {
        return newDeal(lead, "enterprise", 120_000);
    }

    private Map<String, Object> newDeal(@Nullable String lead, String customerType, int amount) {
        var deal = new HashMap<String, Object>(Map.of(
                "name",
                "商机 " + Numbers.next(),
                "customerName",
                "杭州云杉精密有限公司",
                "customerType",
                customerType,
                "amount",
                amount,
                "currency",
                "CNY",
                "expectedCloseOn",
                LocalDate.ofInstant(baton.now(), ZoneId.of("Asia/Shanghai"))
                        .plusDays(90)
                        .toString()));
        if (lead != null) {
            deal.put("leadId", lead);
        }
        return deal;
    }

    /** The file, the two conditions and the reason; returns the file. */
    private String throughTheFirstGate(String rep, String deal) {
        var piece = client.upload(
                        rep,
                        "/api/evidence",
                        Map.of(
                                "recordKind", "deal",
                                "recordId", deal,
                                "stage", "first-contact",
                                "kind", "first-communication"),
                        "talk.txt",
                        ("和王总通了电话 " + deal).getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .path("id")
                .asString();
        for (var code : List.of("contact-named", "pain-known")) {
            client.post(rep, "/api/deals/" + deal + "/conditions/" + code, Map.of("met", true))
                    .expect(200);
        }
        await("the open task of " + deal)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> client.post(rep, "/api/deals/" + deal + "/advance", WITH_A_REASON),
                        answer -> answer.status() == 202);
        awaitStage(rep, deal, "needs-analysis");
        return piece;
    }

    /** Completes the job of a task at the broker, as Tasklist does, with variables that say it has been decided. */
    private void forge(String task) {
        var job = facts.jdbc()
                .sql("select job_key from user_task where id = ?::uuid")
                .param(task)
                .query(Long.class)
                .single();
        try (CamundaClient camunda = baton.system().broker().client()) {
            camunda.newCompleteCommand(job)
                    .variables(Map.of(
                            "decided",
                            true,
                            "move",
                            "advance",
                            "decision",
                            Map.of("action", "advance", "decided", true)))
                    .send()
                    .join();
        }
    }

    private JsonNode awaitStage(String rep, String deal, String stage) {
        return awaitDeal(
                rep,
                deal,
                shown -> shown.at("/stage/key").asString().equals(stage)
                        && !shown.path("taskId").isNull());
    }

    private JsonNode awaitDeal(String rep, String deal, Predicate<JsonNode> wanted) {
        return await("deal " + deal)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> client.get(rep, "/api/deals/" + deal).expect(200), wanted);
    }

    private String stage(String rep, String deal) {
        return client.get(rep, "/api/deals/" + deal)
                .expect(200)
                .at("/stage/key")
                .asString();
    }

    /** How many people have been told. */
    private long told(String deal, String template) {
        return facts.count(
                "select count(distinct person_id) from notification_delivery where event like ? and template = ?",
                "deal:" + deal + ":%",
                template);
    }

    /** A second more, because the clocks of Baton and broker are set one after the other. */
    private void passUntil(Instant then) {
        var missing = Duration.between(baton.now(), then).plusSeconds(1);
        if (missing.isPositive()) {
            baton.pass(missing);
        }
    }

    private static List<String> missing(JsonNode refusal) {
        return stream(refusal.path("missing"))
                .map(one -> one.path("code").asString())
                .toList();
    }

    private static Instant at(JsonNode node, String pointer) {
        return Instant.parse(node.at(pointer).asString());
    }
}
