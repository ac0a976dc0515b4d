package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every end, timer, return and refusal of {@code green-channel.bpmn}, on the engine, with the workers played. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GreenChannelDiagramTests {

    private static final String PROCESS = "green-channel";
    private static final Duration REMIND = Duration.ofHours(4);
    private static final Duration ANSWER = Duration.ofHours(8);
    private static final Duration EXPLAIN_SOON = Duration.ofDays(2);
    private static final Duration EXPLAIN = Duration.ofDays(3);

    private static EngineBench bench;

    @BeforeAll
    static void start() {
        bench = new EngineBench(List.of(PROCESS), List.of("greenChannelId"));
        bench.standard("greenchannel.takeUpRequest", job -> facts("SKIP_APPROVAL", 100_000, "CNY", "east"));
        bench.standard("greenchannel.prepareGrant", GreenChannelDiagramTests::prepare);
        bench.standard(
                "greenchannel.raiseRequest",
                job -> Map.of("level", ((Number) job.getVariablesAsMap().get("level")).intValue() + 1));
        bench.standard("greenchannel.decideRequest", job -> decided(true, true));
        bench.standard("greenchannel.payDebt", job -> Map.of("paid", true));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @DisplayName("A granted skip owes an explanation; the explanation ends it (SW-09)")
    void explained() {
        var it = ask();
        assertThat(it.task("userTask_grant").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"managers-east\"]")
                .containsKey("io.camunda.zeebe:dueDate");
        it.complete("userTask_grant", Map.of());
        assertThat(it.task("userTask_explain").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", EngineBench.OWNER)
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"managers-east\"]");
        it.complete("userTask_explain", Map.of());
        assertThat(it.times("serviceTask_tellRequester")).isEqualTo(1);
        assertEnded(it, "endEvent_explained");
    }

    @Test
    @DisplayName("A granted jump owes nothing (C-10)")
    void granted() {
        var it = ask().answering("greenchannel.decideRequest", () -> decided(true, false));
        it.complete("userTask_grant", Map.of());
        assertEnded(it, "endEvent_granted");
        assertThat(it.tasks()).doesNotContain("userTask_explain");
    }

    @Test
    @DisplayName("A refusal is told and ends it")
    void refused() {
        var it = ask().answering("greenchannel.decideRequest", () -> decided(false, false));
        it.complete("userTask_grant", Map.of());
        assertThat(it.times("serviceTask_tellRequester")).isEqualTo(1);
        assertEnded(it, "endEvent_refused");
    }

    @Test
    @DisplayName("An answer that does not count brings the task back, whatever it was completed with")
    void forged() {
        var it = ask().answering("greenchannel.decideRequest", () -> Map.of("decided", false));
        it.complete("userTask_grant", Map.of("decided", true, "granted", true, "owesExplanation", false));
        assertThat(it.tasks()).containsExactly("userTask_grant", "userTask_grant");
        assertThat(it.completed()).doesNotContain("serviceTask_tellRequester");
        it.answering("greenchannel.decideRequest", () -> decided(false, false));
        it.complete("userTask_grant", Map.of());
        assertEnded(it, "endEvent_refused");
    }

    @Test
    @DisplayName("Without an answer it is reminded of, then the next level is asked, then it is void")
    void unanswered() {
        var it = ask();
        bench.advance(REMIND.plusMinutes(1));
        assertThat(it.times("serviceTask_remindGranters")).isEqualTo(1);
        bench.advance(ANSWER.minus(REMIND));
        assertThat(it.tasksAt("userTask_grant")).hasSize(2);
        assertThat(it.task("userTask_grant").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"director\"]");
        bench.advance(ANSWER.plusMinutes(1));
        assertThat(it.times("serviceTask_lapseRequest")).isEqualTo(1);
        assertThat(it.times("serviceTask_tellUnanswered")).isEqualTo(1);
        assertEnded(it, "endEvent_unanswered");
    }

    @Test
    @DisplayName("A level that would be the requester alone is passed over")
    void nobodyHere() {
        var it = bench.follow(UUID.randomUUID().toString());
        it.answering("greenchannel.prepareGrant", job -> {
            var level = ((Number) job.getVariablesAsMap().get("level")).intValue();
            return level == 1 ? Map.of("next", "RAISE") : prepare(job);
        });
        bench.start("exception.asked", it, Map.of("greenChannelId", it.id));
        assertThat(it.times("serviceTask_raiseRequest")).isEqualTo(1);
        assertThat(it.task("userTask_grant").getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"director\"]");
        it.complete("userTask_grant", Map.of());
        it.complete("userTask_explain", Map.of());
        assertEnded(it, "endEvent_explained");
    }

    @Test
    @DisplayName("An explanation that is late is escalated, and can still be written; an empty one comes back (B6-08)")
    void late() {
        var it = ask();
        it.complete("userTask_grant", Map.of());
        bench.advance(EXPLAIN_SOON.plusMinutes(1));
        assertThat(it.times("serviceTask_remindDebtor")).isEqualTo(1);
        assertThat(it.times("serviceTask_escalateDebt")).isZero();
        bench.advance(Duration.ofDays(1));
        assertThat(it.times("serviceTask_escalateDebt")).isEqualTo(1);
        it.answering("greenchannel.payDebt", () -> Map.of("paid", false));
        it.complete("userTask_explain", Map.of("paid", true));
        assertThat(it.tasksAt("userTask_explain")).hasSize(2);
        it.answering("greenchannel.payDebt", () -> Map.of("paid", true));
        it.complete("userTask_explain", Map.of());
        assertEnded(it, "endEvent_explained");
    }

    @Test
    @DisplayName("A second run for the same request ends itself, and a message carries nothing in")
    void duplicateRun() {
        var it = bench.follow(UUID.randomUUID().toString())
                .answering("greenchannel.takeUpRequest", () -> Map.of("duplicateRun", true));
        bench.start("exception.asked", it, Map.of("greenChannelId", it.id, "decided", true));
        assertThat(it.variable("decided")).isNull();
        assertEnded(it, "endEvent_duplicateRun");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}, level {4}: {5}")
    @CsvSource({
        "SKIP_APPROVAL, 499999.99, CNY, east, 1, managers, 3",
        "SKIP_APPROVAL, 500000, CNY, east, 1, director, 3",
        "SKIP_APPROVAL, 100, USD, east, 1, director, 3",
        "SKIP_APPROVAL, 100, CNY, '', 1, director, 3",
        "SKIP_APPROVAL, 100, CNY, east, 2, director, 3",
        "SKIP_APPROVAL, 100, CNY, east, 3, '', 0",
        "STAGE_JUMP, 100, CNY, east, 1, managers, 0",
        "STAGE_JUMP, 500000, CNY, east, 1, director, 0",
        "STAGE_JUMP, 500000, CNY, east, 2, director, 0",
        "STAGE_JUMP, 100, CNY, east, 3, '', 0"
    })
    @DisplayName("The table says who may grant what")
    void table(
            String purpose, double amount, String currency, String region, int level, String grantBy, int explainDays) {
        var it = bench.follow(UUID.randomUUID().toString());
        it.answering("greenchannel.takeUpRequest", () -> {
            var facts = facts(purpose, amount, currency, region);
            facts.put("level", level);
            return facts;
        });
        it.answering("greenchannel.prepareGrant", () -> Map.of("next", "NOBODY"));
        bench.start("exception.asked", it, Map.of("greenChannelId", it.id));
        var rule = (Map<?, ?>)
                it.step("serviceTask_prepareGrant").getVariablesAsMap().get("rule");
        assertThat(rule.get("grantBy")).isEqualTo(grantBy);
        assertThat(((Number) rule.get("explainDays")).intValue()).isEqualTo(explainDays);
        assertEnded(it, "endEvent_unanswered");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("These tests reach every element and every sequence flow of the diagram")
    void coverage() {
        var coverage = new BpmnCoverage(Diagram.of(PROCESS));
        coverage.add(bench.records());
        coverage.write();
        assertThat(coverage.missedNodes()).isEmpty();
        assertThat(coverage.missedFlows()).isEmpty();
    }

    private static EngineBench.Case ask() {
        var it = bench.follow(UUID.randomUUID().toString());
        bench.start("exception.asked", it, Map.of("greenChannelId", it.id));
        return it;
    }

    private static Map<String, Object> facts(String purpose, double amount, String currency, String region) {
        var facts = new HashMap<String, Object>();
        facts.put("duplicateRun", false);
        facts.put("level", 1);
        facts.put("purpose", purpose);
        facts.put("amount", amount);
        facts.put("currency", currency);
        facts.put("region", region);
        return facts;
    }

    /** As the real worker does with everybody at their desk. */
    private static Map<String, Object> prepare(ActivatedJob job) {
        var rule = (Map<?, ?>) job.getVariablesAsMap().get("rule");
        var grantBy = rule.get("grantBy").toString();
        if (grantBy.isEmpty()) {
            return Map.of("next", "NOBODY");
        }
        return Map.of(
                "next", "ASK",
                "grantGroups", List.of(grantBy.equals("managers") ? "managers-east" : grantBy),
                "grantRemindAt", bench.now().plus(REMIND).toString(),
                "grantDueAt", bench.now().plus(ANSWER).toString());
    }

    private static Map<String, Object> decided(boolean granted, boolean owes) {
        return Map.of(
                "decided",
                true,
                "granted",
                granted,
                "owesExplanation",
                owes,
                "debtorId",
                EngineBench.OWNER,
                "debtGroups",
                List.of("managers-east"),
                "explainRemindAt",
                bench.now().plus(EXPLAIN_SOON).toString(),
                "explainDueAt",
                bench.now().plus(EXPLAIN).toString());
    }

    private static void assertEnded(EngineBench.Case it, String end) {
        assertThat(it.completed()).contains(end);
        assertThat(it.incidents()).isEmpty();
        assertThat(it.over()).isTrue();
    }
}
