package dev.baton.endtoend;

import static dev.baton.endtoend.BatonClient.ADMIN;
import static dev.baton.endtoend.BatonClient.DIRECTOR;
import static dev.baton.endtoend.BatonClient.INTAKE;
import static dev.baton.endtoend.BatonClient.lead;
import static dev.baton.endtoend.BatonClient.stream;
import static dev.baton.endtoend.BatonClient.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.baton.endtoend.BatonClient.Answer;
import dev.baton.local.BatonInside;
import dev.baton.local.WithBaton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way of a lead from its arrival to its outcome, as the people on it see it. */
@WithBaton
class MainJobIT {

    private final Map<String, Object> reached = Map.of(
            "summary", "接通，约好下周演示",
            "outcome", "follow-up",
            "intent", "high",
            "nextFollowUpAt", Instant.now().plus(365, ChronoUnit.DAYS).toString());

    private final BatonInside baton;
    private final BatonClient client;

    MainJobIT(BatonInside baton) {
        this.baton = baton;
        this.client = new BatonClient(baton.uri());
    }

    @Test
    void aLeadGetsOneOwnerAndAWindow() {
        Answer created = client.post(INTAKE, "/api/leads", lead("site-form", "east"));
        String id = created.expect(201).path("id").asString();
        assertThat(created.location()).endsWith("/api/leads/" + id);

        JsonNode lead = client.awaitOwner(id);

        assertThat(lead.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(lead.path("processInstanceKey").asLong()).isPositive();
        assertThat(instant(lead, "windowDueAt"))
                .isEqualTo(instant(lead, "assignedAt").plus(90, ChronoUnit.MINUTES));
        List<JsonNode> decisions = client.list(DIRECTOR, "/api/leads/" + id + "/assignments");
        assertThat(decisions).hasSize(1);
        assertThat(decisions.getFirst().path("kind").asString()).isEqualTo("RULE");
        assertThat(decisions.getFirst().path("owner").path("id"))
                .isEqualTo(lead.path("owner").path("id"));
    }

    @Test
    void onlyTheOwnersLookOpensALead() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "east"));
        String id = lead.path("id").asString();
        assertThat(client.lead(id).path("openedAt").isNull()).isTrue();

        JsonNode seen = client.get(client.ownerOf(lead), "/api/leads/" + id).expect(200);

        assertThat(instant(seen, "openedAt")).isCloseTo(baton.now(), within(1, ChronoUnit.MINUTES));
        assertThat(seen.path("firstTouchAt").isNull()).isTrue();
    }

    @Test
    void aDecisionReplaysIdentically() {
        JsonNode lead = client.newLeadWithOwner(lead("referral", "north"));
        String decision = client.list(DIRECTOR, "/api/leads/" + lead.path("id").asString() + "/assignments")
                .getFirst()
                .path("id")
                .asString();

        JsonNode replay = client.post(DIRECTOR, "/api/assignments/" + decision + "/replay", Map.of())
                .expect(200);

        assertThat(replay.path("differences")).isEmpty();
        assertThat(replay.path("identical").asBoolean()).isTrue();
    }

    @Test
    void contactedNeedsASummary() {
        JsonNode lead = client.newLeadWithOwner(lead("phone", "south"));
        String owner = client.ownerOf(lead);
        String id = lead.path("id").asString();

        Answer refused = client.contact(owner, id, with(reached, "summary", " "));
        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("summary");
        assertThat(client.lead(id).path("status").asString()).isEqualTo("ASSIGNED");

        client.contact(owner, id, reached).expect(200);
        JsonNode contacted = client.awaitStatus(id, "CONTACTED");
        assertThat(contacted.path("firstTouchAt").isNull()).isFalse();
        assertThat(contacted.path("leadClockSeconds").asLong())
                .isGreaterThanOrEqualTo(contacted.path("repClockSeconds").asLong());
    }

    @Test
    void aLeadIsFollowedUpUntilItIsQualified() {
        JsonNode lead = client.newLeadWithOwner(lead("wecom", "east"));
        String owner = client.ownerOf(lead);
        String id = lead.path("id").asString();

        client.contact(owner, id, reached).expect(200);
        client.awaitTask(owner, id, "userTask_followUp");
        client.contact(owner, id, with(reached, "summary", "演示完成，等报价")).expect(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.list(owner, "/api/leads/" + id + "/timeline"))
                        .filteredOn(entry -> entry.path("kind").asString().equals("CONTACTED"))
                        .hasSize(2));
        client.awaitTask(owner, id, "userTask_followUp");
        client.contact(owner, id, Map.of("summary", "预算已批", "outcome", "qualified"))
                .expect(200);

        client.awaitStatus(id, "QUALIFIED");
        assertThat(client.list(owner, "/api/tasks"))
                .noneMatch(task -> task.path("recordId").asString().equals(id));
    }

    @Test
    void aLostLeadNeedsAReason() {
        JsonNode lead = client.newLeadWithOwner(lead("exhibition", "west"));
        String owner = client.ownerOf(lead);
        String id = lead.path("id").asString();

        assertThat(client.contact(owner, id, Map.of("summary", "没有需求", "outcome", "lost"))
                        .fields())
                .containsExactly("lostReason");
        client.contact(owner, id, Map.of("summary", "没有需求", "outcome", "lost", "lostReason", "没有预算"))
                .expect(200);

        assertThat(client.awaitStatus(id, "LOST").path("lostReason").asString()).isEqualTo("没有预算");
    }

    @Test
    void aLeadThatWentBackToThePoolIsClaimedBySomebodyElse() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "north"));
        String first = client.ownerOf(lead);
        String id = lead.path("id").asString();
        client.contact(first, id, Map.of("summary", "打不通三次", "outcome", "pool")).expect(200);
        client.awaitStatus(id, "POOLED");
        String second = reps("north").stream()
                .filter(rep -> !rep.equals(first))
                .findFirst()
                .orElseThrow();
        JsonNode task = client.awaitTask(second, id, "userTask_claimLead");

        JsonNode card = client.list(second, "/api/leads/pool").stream()
                .filter(entry -> entry.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(card.path("summary").asString()).isEqualTo("打不通三次");
        assertThat(card.path("tags")).isNotEmpty();
        assertThat(card.path("script").asString()).isNotBlank();
        assertThat(card.toString()).doesNotContain(lead.path("phone").asString());

        client.post(second, "/api/tasks/" + task.path("id").asString() + "/claim", Map.of())
                .expect(200);

        JsonNode claimed = client.awaitStatus(id, "ASSIGNED");
        assertThat(client.ownerOf(claimed)).isEqualTo(second);
        assertThat(instant(claimed, "windowDueAt"))
                .isEqualTo(instant(claimed, "assignedAt").plus(90, ChronoUnit.MINUTES));
        client.get(first, "/api/leads/" + id).expect(404);
    }

    @Test
    void ofEightWhoClaimAtOnceOneGetsTheLead() throws Exception {
        List<String> eight = reps("east").subList(0, 8);
        List<String> leads = IntStream.range(0, 20)
                .mapToObj(i -> client.newLead(lead("cold-list", "east")))
                .toList();
        eight.forEach(rep -> client.get(rep, "/api/me").expect(200));
        for (String id : leads) {
            String task = client.awaitTask(eight.getFirst(), id, "userTask_claimLead")
                    .path("id")
                    .asString();

            List<Answer> answers = atOnce(eight, rep -> client.post(rep, "/api/tasks/" + task + "/claim", Map.of()));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            // Who asks when it has its owner already may not know of it any more.
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 409 || answer.status() == 404)
                    .hasSize(7);
            String winner = eight.get(answers.indexOf(
                    answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow()));
            assertThat(client.ownerOf(client.awaitStatus(id, "ASSIGNED"))).isEqualTo(winner);
        }
    }

    @Test
    void aTransferStartsTheClockOfTheNewOwner() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "south"));
        String before = client.ownerOf(lead);
        String id = lead.path("id").asString();
        String after = reps("south").stream()
                .filter(rep -> !rep.equals(before))
                .findFirst()
                .orElseThrow();
        baton.pass(Duration.ofMinutes(10));

        client.post(
                        "manager.south",
                        "/api/leads/" + id + "/transfer",
                        Map.of("toPersonId", client.idOf(after), "reason", "出差"))
                .expect(202);

        JsonNode moved = client.awaitLead(id, now -> client.ownerOf(now).equals(after));
        assertThat(instant(moved, "assignedAt"))
                .isAfterOrEqualTo(instant(lead, "assignedAt").plus(10, ChronoUnit.MINUTES));
        assertThat(instant(moved, "windowDueAt"))
                .isEqualTo(instant(moved, "assignedAt").plus(90, ChronoUnit.MINUTES));
        client.awaitTask(after, id, "userTask_contactLead");
        assertThat(client.task(before, id, "userTask_contactLead").isMissingNode())
                .isTrue();
        client.get(before, "/api/leads/" + id).expect(404);
    }

    /** LA-04, LA-20. */
    @Test
    void leadsDoNotStayWithSomebodyWhoIsDisabled() {
        String leaver = reps("west").getLast();
        String leaverId = client.idOf(leaver);
        List<String> five = IntStream.range(0, 5)
                .mapToObj(i -> client.newLeadWithOwner(lead("site-form", "west"))
                        .path("id")
                        .asString())
                .toList();
        five.forEach(id -> client.post(
                DIRECTOR, "/api/leads/" + id + "/transfer", Map.of("toPersonId", leaverId, "reason", "集中处理")));
        five.forEach(id -> client.awaitLead(id, lead -> client.ownerOf(lead).equals(leaver)));
        client.awaitTask(leaver, five.getLast(), "userTask_contactLead");

        client.post(ADMIN, "/api/people/" + leaverId + "/disable", Map.of()).expect(204);
        try {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(five).allSatisfy(id -> assertThat(client.ownerOf(client.lead(id)))
                            .isNotEqualTo(leaver)));
            assertThat(five).allSatisfy(id -> assertThat(client.list(DIRECTOR, "/api/leads/" + id + "/timeline"))
                    .anyMatch(entry ->
                            entry.path("detail").path("reason").asString().equals("OWNER_DISABLED")));
            client.get(leaver, "/api/me").expect(401);
        } finally {
            client.post(ADMIN, "/api/people/" + leaverId + "/enable", Map.of()).expect(204);
        }
    }

    @Test
    void anUnknownBusinessLineGoesToTheFallbackOwnerVisibly() {
        JsonNode lead = client.newLeadWithOwner(with(lead("site-form", "east"), "industry", "量子考古"));

        assertThat(client.ownerOf(lead)).isEqualTo(DIRECTOR);
        assertThat(lead.path("notices").toString()).contains("ASSIGNED_BY_FALLBACK");
        JsonNode decision = client.list(
                        DIRECTOR, "/api/leads/" + lead.path("id").asString() + "/assignments")
                .getFirst();
        assertThat(decision.path("kind").asString()).isEqualTo("FALLBACK");
        assertThat(decision.path("fallbackReason").asString()).isEqualTo("UNKNOWN_BUSINESS_LINE");
    }

    @Test
    void leadsThatWaitForAbsencesFlowWhenTheSwitchIsTurnedOff() {
        client.put(ADMIN, "/api/absence-source", Map.of("healthy", false)).expect(200);
        try {
            List<String> leads = IntStream.range(0, 87)
                    .mapToObj(i -> client.newLead(lead(
                            "site-form",
                            List.of("east", "north", "south", "west").get(i % 4))))
                    .toList();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(waiting().path("held").asInt()).isEqualTo(87));
            assertThat(stream(waiting().path("items"))
                            .map(item -> item.path("reason").asString()))
                    .contains("ABSENCES_UNKNOWN");

            Instant turned = Instant.now();
            client.turn("exclude-on-leave", false);

            awaitOwners(leads, turned.plusSeconds(60));
            assertThat(waiting().path("held").asInt()).isZero();
        } finally {
            client.put(ADMIN, "/api/absence-source", Map.of("healthy", true)).expect(200);
            client.turn("exclude-on-leave", true);
        }
    }

    @Test
    void pausedLeadsFlowWhenThePauseEnds() {
        client.turn("pause-allocation", true);
        List<String> leads;
        try {
            leads = IntStream.range(0, 5)
                    .mapToObj(i -> client.newLead(lead("site-form", "east")))
                    .toList();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(leads).allSatisfy(id -> assertThat(
                                    client.lead(id).path("holdReason").asString())
                            .isEqualTo("ALLOCATION_PAUSED")));
        } finally {
            client.turn("pause-allocation", false);
        }
        awaitOwners(leads, Instant.now().plusSeconds(60));
    }

    /** AC-02. */
    @Test
    void anotherRepsLeadDoesNotExist() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "north"));
        String owner = client.ownerOf(lead);
        String id = lead.path("id").asString();
        String other = reps("north").stream()
                .filter(rep -> !rep.equals(owner))
                .findFirst()
                .orElseThrow();

        assertThat(client.get(other, "/api/leads/" + id).status()).isEqualTo(404);
        assertThat(client.get(other, "/api/leads/" + id + "/timeline").status()).isEqualTo(404);
        assertThat(client.get(other, "/api/leads/" + id + "/assignments").status())
                .isEqualTo(404);
        assertThat(client.post(other, "/api/leads/" + id + "/contacts", reached).status())
                .isEqualTo(404);
        assertThat(client.get("manager.south", "/api/leads/" + id).status()).isEqualTo(404);
        assertThat(client.get("manager.north", "/api/leads/" + id).status()).isEqualTo(200);
    }

    @Test
    void aCompletedTaskCannotBeCompletedAgain() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "south"));
        String owner = client.ownerOf(lead);
        String task = client.awaitTask(owner, lead.path("id").asString(), "userTask_contactLead")
                .path("id")
                .asString();
        Map<String, Object> answer = Map.of("variables", Map.of("contact", reached));
        client.post(owner, "/api/tasks/" + task + "/complete", answer).expect(200);

        Answer again = client.post(owner, "/api/tasks/" + task + "/complete", answer);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("detail").asString())
                .isEqualTo("This task was already done by "
                        + lead.path("owner").path("name").asString() + ".");
    }

    @Test
    void theSameWishSentTwiceIsOneLead() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> wish = lead("site-form", "east");
        String first = client.handIn(wish, key).expect(201).path("id").asString();
        assertThat(client.handIn(wish, key).expect(201).path("id").asString()).isEqualTo(first);
        assertThat(client.handIn(with(wish, "name", "别人"), key).status()).isEqualTo(409);

        Map<String, Object> referred =
                with(lead("douyin", "east"), "externalRef", UUID.randomUUID().toString());
        String second = client.newLead(referred);
        assertThat(client.newLead(referred)).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void theMapCountsTheLeadsAtAnElement() {
        JsonNode lead = client.newLeadWithOwner(lead("site-form", "west"));
        String owner = client.ownerOf(lead);
        client.awaitTask(owner, lead.path("id").asString(), "userTask_contactLead");
        long before = active("userTask_contactLead");

        JsonNode another = client.newLeadWithOwner(lead("site-form", "west"));
        client.awaitTask(client.ownerOf(another), another.path("id").asString(), "userTask_contactLead");

        assertThat(active("userTask_contactLead")).isEqualTo(before + 1);
        assertThat(map().path("bpmnXml").asString()).contains("userTask_contactLead");
    }

    private JsonNode map() {
        return client.get(DIRECTOR, "/api/processes/lead-response").expect(200);
    }

    private long active(String element) {
        return stream(map().path("counts"))
                .filter(count -> count.path("elementId").asString().equals(element))
                .mapToLong(count -> count.path("active").asLong())
                .sum();
    }

    private JsonNode waiting() {
        return client.get(DIRECTOR, "/api/leads/waiting").expect(200);
    }

    private void awaitOwners(List<String> leads, Instant latest) {
        await().atMost(Duration.between(Instant.now(), latest))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(leads).allSatisfy(id -> assertThat(
                                client.lead(id).path("owner").path("id").asString())
                        .isNotBlank()));
    }

    private List<String> reps(String region) {
        return client.list(DIRECTOR, "/api/people?region=" + region).stream()
                .filter(person -> person.path("roles").toString().contains("REP")
                        && person.path("active").asBoolean())
                .map(person -> person.path("login").asString())
                .toList();
    }

    private static List<Answer> atOnce(List<String> people, java.util.function.Function<String, Answer> act)
            throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (String person : people) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return act.apply(person);
                }));
            }
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static Instant instant(JsonNode lead, String field) {
        return Instant.parse(lead.path(field).asString());
    }
}
