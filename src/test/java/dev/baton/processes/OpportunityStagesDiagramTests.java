package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every end, timer, return, jump and refusal of {@code opportunity-stages.bpmn}, on the engine, with the workers played. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpportunityStagesDiagramTests {

    private static final String PROCESS = "opportunity-stages";
    private static final List<String> STAGES = List.of(
            "firstContact",
            "needsAnalysis",
            "solutionDemo",
            "solutionAccepted",
            "quoteApproval",
            "contractApproval",
            "signing");
    private static final List<String> KEYS = List.of(
            "first-contact",
            "needs-analysis",
            "solution-demo",
            "solution-accepted",
            "quote-approval",
            "contract-approval",
            "signing");

    private static EngineBench bench;

    @BeforeAll
    static void start() {
        bench = new EngineBench(List.of(PROCESS), List.of("dealId"));
        // What is agreed inside these is their own tests' business; here they only have to come to an end.
        for (var called : List.of("quote-countersign", "contract-approval")) {
            bench.engine
                    .client
                    .newDeployResourceCommand()
                    .addProcessModel(
                            Bpmn.createExecutableProcess(called)
                                    .startEvent()
                                    .endEvent()
                                    .done(),
                            called + "-at-once.bpmn")
                    .send()
                    .join();
        }
        bench.standard("opportunity.takeUpDeal", job -> with("duplicateRun", false));
        bench.standard(
                "opportunity.enterStage",
                job -> with("stageRound", 1, "stageDueAt", in(Duration.ofDays(5)), "freezeAt", in(Duration.ofDays(7))));
        bench.standard("opportunity.checkGate", OpportunityStagesDiagramTests::check);
        bench.standard("opportunity.readApproval", job -> Map.of("approved", true));
        bench.standard(
                "opportunity.watchSubstate",
                job -> Map.of("substateRound", 1, "substateDueAt", in(Duration.ofHours(72))));
        bench.standard("opportunity.remindSubstate", job -> Map.of("blockerWanted", true));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    static List<String> stages() {
        return STAGES;
    }

    static List<String> allButTheFirst() {
        return STAGES.subList(1, STAGES.size());
    }

    @Test
    @DisplayName("A deal goes through its seven gates, with both approvals, and is won")
    void won() {
        var deal = open();
        for (var key : STAGES) {
            assertThat(deal.task("userTask_" + key).getCustomHeaders())
                    .containsEntry("io.camunda.zeebe:assignee", EngineBench.OWNER);
            wish(deal, key, "advance", null);
        }
        assertThat(deal.completed()).contains("endEvent_won");
        assertThat(deal.times("serviceTask_readApprovalQuoteApproval")).isEqualTo(1);
        assertThat(deal.times("serviceTask_readApprovalContractApproval")).isEqualTo(1);
        assertOver(deal);
    }

    @Test
    @DisplayName("A second run for the same deal ends itself")
    void duplicateRun() {
        var deal = bench.follow(UUID.randomUUID().toString())
                .answering("opportunity.takeUpDeal", () -> with("duplicateRun", true));
        bench.start("deal.opened", deal, Map.of("dealId", deal.id));
        assertThat(deal.completed()).contains("endEvent_duplicateRun");
        assertOver(deal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stages")
    @DisplayName("What is missing comes back to the same task, whatever the task was completed with")
    void refused(String key) {
        var deal = standingIn(key);
        deal.complete(
                "userTask_" + key,
                Map.of("decided", true, "move", "advance", "toStage", "signing", "stage", "signing"));
        assertThat(deal.tasks()).filteredOn(("userTask_" + key)::equals).hasSize(2);
        assertThat(deal.completed()).doesNotContain("subProcess_" + key);
        wish(deal, key, "lose", null);
        assertThat(deal.completed()).contains("endEvent_lost");
        assertOver(deal);
    }

    @ParameterizedTest(name = "from {0}")
    @MethodSource("allButTheFirst")
    @DisplayName("A return is a modelled flow to the stage before")
    void returned(String key) {
        var deal = standingIn(key);
        var before = STAGES.indexOf(key) - 1;
        wish(deal, key, "return", KEYS.get(before));
        assertThat(deal.task("userTask_" + STAGES.get(before)).getVariablesAsMap())
                .containsEntry("dealId", deal.id);
        assertThat(deal.tasks().getLast()).isEqualTo("userTask_" + STAGES.get(before));
        wish(deal, STAGES.get(before), "lose", null);
        assertOver(deal);
    }

    @ParameterizedTest(name = "from {0}")
    @MethodSource("stages")
    @DisplayName("A jump goes by the green channel to the stage that was granted")
    void jumped(String key) {
        var from = STAGES.indexOf(key);
        for (var to = from + 2; to < STAGES.size(); to++) {
            var deal = standingIn(key);
            wish(deal, key, "jump", KEYS.get(to));
            assertThat(deal.completed()).contains("gateway_jumpTo");
            assertThat(deal.tasks().getLast()).isEqualTo("userTask_" + STAGES.get(to));
            wish(deal, STAGES.get(to), "lose", null);
            assertOver(deal);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stages")
    @DisplayName("The limit of a stage reminds and the freeze comes at its date; the task stays open")
    void limits(String key) {
        var deal = standingIn(key);
        var name = Character.toUpperCase(key.charAt(0)) + key.substring(1);
        bench.advance(Duration.ofDays(5).plusMinutes(1));
        assertThat(deal.times("serviceTask_remind" + name)).isEqualTo(1);
        assertThat(deal.times("serviceTask_freeze" + name)).isZero();
        bench.advance(Duration.ofDays(2));
        assertThat(deal.times("serviceTask_freeze" + name)).isEqualTo(1);
        wish(deal, key, "lose", null);
        assertOver(deal);
    }

    @ParameterizedTest(name = "{0}")
    @org.junit.jupiter.params.provider.ValueSource(strings = {"quoteApproval", "contractApproval"})
    @DisplayName("A declined approval brings the deal back to its task")
    void declined(String key) {
        var deal = standingIn(key).answering("opportunity.readApproval", () -> Map.of("approved", false));
        wish(deal, key, "advance", null);
        assertThat(deal.tasks().getLast()).isEqualTo("userTask_" + key);
        wish(deal, key, "lose", null);
        assertOver(deal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stages")
    @DisplayName(
            "What was confirmed of a stuck deal takes it out of any stage, back or lost; told of an earlier stay, nothing (SG-11)")
    void repaired(String key) {
        var lost = standingIn(key);
        lost.answering("opportunity.admitRepair", () -> with("move", "lost", "toStage", null));
        bench.publish("deal.repaired", lost.id + ":0", Map.of());
        assertThat(lost.times("serviceTask_admitRepair")).isZero();
        bench.publish("deal.repaired", lost.id + ":1", Map.of("move", "advance", "toStage", "signing"));
        assertThat(lost.completed()).contains("endEvent_lostRepaired").doesNotContain("subProcess_" + key);
        assertOver(lost);

        var back = standingIn(key);
        back.answering("opportunity.admitRepair", () -> with("move", "return", "toStage", "first-contact"));
        bench.publish("deal.repaired", back.id + ":1", Map.of());
        assertThat(back.tasks().getLast()).isEqualTo("userTask_firstContact");
        assertThat(back.times("serviceTask_enterFirstContact")).isPositive();
        wish(back, "firstContact", "lose", null);
        assertOver(back);
    }

    @Test
    @DisplayName("A sub-state that stands asks why; one that changed in time, or while the timer fired, does not")
    void substates() {
        var deal = open();
        bench.advance(Duration.ofHours(71));
        bench.publish("substate.changed", deal, Map.of("decided", true, "move", "advance"));
        bench.advance(Duration.ofHours(2));
        assertThat(deal.times("serviceTask_remindSubstate")).isZero();
        assertThat(deal.variable("decided")).as("a message carries nothing in").isNull();

        deal.answering("opportunity.remindSubstate", () -> Map.of("blockerWanted", false));
        bench.advance(Duration.ofHours(71));
        assertThat(deal.times("serviceTask_remindSubstate")).isEqualTo(1);
        assertThat(deal.tasks()).doesNotContain("userTask_pickBlocker");

        deal.answering("opportunity.remindSubstate", () -> Map.of("blockerWanted", true));
        bench.advance(Duration.ofHours(73));
        deal.complete("userTask_pickBlocker", Map.of("blocker", Map.of("reason", "price")));
        assertThat(deal.times("serviceTask_answerBlocker")).isEqualTo(1);
        wish(deal, "firstContact", "lose", null);
        assertOver(deal);
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

    private static EngineBench.Case open() {
        var deal = bench.follow(UUID.randomUUID().toString());
        bench.start("deal.opened", deal, Map.of("dealId", deal.id));
        return deal;
    }

    /** Put there at once; the way from the start is walked by the deal that is won. */
    private static EngineBench.Case standingIn(String key) {
        var deal = bench.follow(UUID.randomUUID().toString());
        var variables = with("dealId", deal.id, "variant", "standard");
        bench.enter(PROCESS, "serviceTask_enter" + Character.toUpperCase(key.charAt(0)) + key.substring(1), variables);
        bench.run();
        return deal;
    }

    private static void wish(EngineBench.Case deal, String key, String action, @Nullable String toStage) {
        var decision = new HashMap<String, Object>();
        decision.put("action", action);
        decision.put("reason", "理由");
        if (toStage != null) {
            decision.put("toStage", toStage);
        }
        deal.complete("userTask_" + key, Map.of("decision", decision, "completedBy", EngineBench.OWNER));
    }

    /** Lets pass whatever names an action, as the real gate does with everything in place. */
    private static Map<String, Object> check(ActivatedJob job) {
        var wish = job.getVariablesAsMap().get("wish") instanceof Map<?, ?> said ? said : Map.of();
        var action = wish.get("action");
        var answer = with("decided", action != null);
        answer.put("move", "lose".equals(action) ? "lost" : action);
        answer.put("toStage", wish.get("toStage"));
        answer.put("missing", List.of());
        answer.put("wish", null);
        return answer;
    }

    private static Map<String, Object> with(Object... more) {
        var facts = new HashMap<String, Object>();
        facts.put("ownerId", EngineBench.OWNER);
        facts.put("regionGroup", "sales-east");
        facts.put("managerGroup", "managers-east");
        facts.put("region", "east");
        facts.put("dealName", "商机");
        facts.put("customerType", "smb");
        facts.put("amount", 100_000);
        facts.put("currency", "CNY");
        facts.put("discount", 0);
        facts.put("contractType", null);
        for (var at = 0; at < more.length; at += 2) {
            facts.put((String) more[at], more[at + 1]);
        }
        return facts;
    }

    private static String in(Duration time) {
        return bench.now().plus(time).toString();
    }

    private static void assertOver(EngineBench.Case deal) {
        assertThat(deal.incidents()).isEmpty();
        assertThat(deal.over()).isTrue();
    }
}
