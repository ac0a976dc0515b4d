package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.BpmnRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every end, timer and loop of {@code contract-approval.bpmn}, on the engine, with the workers played. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractApprovalDiagramTests {

    private static final String PROCESS = "contract-approval";
    private static final String VOTE = "userTask_approveContract";

    private static EngineBench bench;

    @BeforeAll
    static void start() {
        bench = new EngineBench(List.of(PROCESS), List.of("dealId"));
        bench.standard(
                "approval.watchLegal", job -> Map.of("legalStands", false, "legalCheckAt", in(Duration.ofHours(48))));
        bench.standard(
                "approval.callHeadOfLegal",
                job -> Map.of(
                        "headOfLegal",
                        EngineBench.OWNER,
                        "ticketGroup",
                        "legal",
                        "ticketDueAt",
                        in(Duration.ofHours(8))));
        bench.standard(
                "approval.callCollaboration",
                job -> Map.of(
                        "collaborators",
                        List.of(side("sales"), side("legal"), side("finance")),
                        "nextLevelAt",
                        in(Duration.ofDays(1))));
        bench.standard(
                "approval.climbLadder",
                job -> Map.of(
                        "overseer",
                        EngineBench.OWNER,
                        "overseerGroup",
                        "director",
                        "overseeDueAt",
                        in(Duration.ofHours(8))));
        bench.standard("approval.readAnswer", job -> Map.of("answered", true));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @DisplayName("Approved: whatever else is under way ends with the decision")
    void approved() {
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var contract = call(votes, "approved");
        ask(contract, UUID.randomUUID());
        votes.cast();
        contract.complete(VOTE, Map.of());
        assertThat(contract.completed()).contains("endEvent_approved").doesNotContain("endEvent_answered");
        assertOver(contract);
    }

    @Test
    @DisplayName("A task completed with nothing on file comes back; declined ends declined")
    void declined() {
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 2);
        var contract = call(votes, "declined");
        contract.complete(VOTE, Map.of("voted", true, "stepDecided", true));
        assertThat(contract.tasksAt(VOTE)).hasSize(3);
        votes.decide();
        contract.complete(VOTE, Map.of());
        assertThat(contract.completed()).contains("endEvent_declined");
        assertOver(contract);
    }

    @Test
    @DisplayName("What is withdrawn ends at once")
    void withdrawn() {
        var contract = call(new QuoteCountersignDiagramTests.Votes(bench, 2), "withdrawn");
        bench.publish("approval.withdrawn", contract.id, Map.of());
        assertThat(contract.completed()).contains("endEvent_withdrawn");
        assertOver(contract);
    }

    @Test
    @DisplayName("A step over its time reminds, and the vote goes on")
    void stepDue() {
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var contract = call(votes, "approved");
        bench.advance(Duration.ofHours(9));
        assertThat(contract.times("serviceTask_remindStep")).isEqualTo(1);
        votes.cast();
        contract.complete(VOTE, Map.of());
        assertOver(contract);
    }

    @Test
    @DisplayName("48 hours without movement: one ticket; what moved is looked at again (SW-05)")
    void legal() {
        var stands = new AtomicBoolean();
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var contract = call(votes, "approved")
                .answering(
                        "approval.watchLegal",
                        () -> Map.of("legalStands", stands.get(), "legalCheckAt", in(Duration.ofHours(48))));
        bench.advance(Duration.ofHours(48).plusMinutes(1));
        assertThat(contract.times("serviceTask_watchLegal")).isEqualTo(2);
        assertThat(contract.tasksAt("userTask_urgentLegal")).isEmpty();
        stands.set(true);
        bench.advance(Duration.ofHours(48).plusMinutes(1));
        contract.complete("userTask_urgentLegal", Map.of("answer", Map.of("note", "x")));
        bench.advance(Duration.ofHours(50));
        assertThat(contract.tasksAt("userTask_urgentLegal")).hasSize(1);
        assertThat(contract.completed()).contains("endEvent_urgent");
        votes.cast();
        contract.complete(VOTE, Map.of());
        assertOver(contract);
    }

    @Test
    @DisplayName("Overdue: three tasks, and the next level a day later, done or not (SW-04)")
    void overdue() {
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var contract = call(votes, "approved");
        bench.advance(Duration.ofDays(7).plusMinutes(1));
        assertThat(contract.tasksAt("userTask_collaborateContract")).hasSize(3);
        for (var task : List.copyOf(contract.tasksAt("userTask_collaborateContract"))) {
            contract.finish(task, Map.of("answer", Map.of("note", "x")));
        }
        bench.run();
        assertThat(contract.completed()).contains("endEvent_collaborated");
        assertThat(contract.tasksAt("userTask_overseeContract")).isEmpty();
        bench.advance(Duration.ofDays(1).plusMinutes(1));
        contract.complete("userTask_overseeContract", Map.of());
        assertThat(contract.completed()).contains("endEvent_overseen");
        assertThat(contract.over()).isFalse();
        votes.cast();
        contract.complete(VOTE, Map.of());
        assertOver(contract);
    }

    @Test
    @DisplayName("Given by the watchdog before: the timer that comes late makes no second task")
    void givenBefore() {
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var contract = call(votes, "approved")
                .answering(
                        "approval.watchLegal",
                        () -> Map.of("legalStands", true, "legalCheckAt", in(Duration.ofHours(48))))
                .answering("approval.callHeadOfLegal", ContractApprovalDiagramTests::given)
                .answering("approval.climbLadder", ContractApprovalDiagramTests::given);
        var second = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var other =
                call(second, "approved").answering("approval.callCollaboration", ContractApprovalDiagramTests::given);
        bench.advance(Duration.ofDays(7).plusMinutes(1));
        bench.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(contract.completed()).contains("endEvent_alreadyUrgent", "endEvent_alreadyOverseen");
        assertThat(contract.tasksAt("userTask_urgentLegal")).isEmpty();
        assertThat(contract.tasksAt("userTask_overseeContract")).isEmpty();
        assertThat(other.completed()).contains("endEvent_alreadyTogether");
        assertThat(other.tasksAt("userTask_collaborateContract")).isEmpty();
        votes.cast();
        contract.complete(VOTE, Map.of());
        assertOver(contract);
        second.cast();
        other.complete(VOTE, Map.of());
        assertOver(other);
    }

    private static Map<String, ?> given() {
        throw new BpmnRefusal("task.given", "the task has been given");
    }

    @Test
    @DisplayName(
            "Two questions at once are two tasks; each is nudged once, and one without an answer on file comes back (SW-14)")
    void questions() {
        var votes = new QuoteCountersignDiagramTests.Votes(bench, 1);
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var onFile = new AtomicBoolean();
        var contract = call(votes, "approved").answering("approval.readAnswer", () -> Map.of("answered", onFile.get()));
        ask(contract, one);
        ask(contract, two);
        assertThat(contract.tasksAt("userTask_answerQuestion"))
                .extracting(task -> task.getVariablesAsMap().get("questionId"))
                .containsExactly(one.toString(), two.toString());
        bench.advance(Duration.ofHours(2).plusMinutes(1));
        assertThat(contract.times("serviceTask_nudgeColleague")).isEqualTo(2);
        contract.finish(contract.tasksAt("userTask_answerQuestion").getFirst(), Map.of("answered", true));
        bench.run();
        assertThat(contract.step("serviceTask_readAnswer").getVariablesAsMap())
                .containsEntry("questionId", one.toString());
        assertThat(contract.tasksAt("userTask_answerQuestion")).hasSize(3);
        onFile.set(true);
        contract.finish(contract.tasksAt("userTask_answerQuestion").get(1), Map.of());
        bench.run();
        assertThat(contract.step("serviceTask_readAnswer").getVariablesAsMap())
                .containsEntry("questionId", two.toString());
        assertThat(contract.completed()).contains("endEvent_answered");
        votes.cast();
        contract.complete(VOTE, Map.of());
        assertOver(contract);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("Every element and every flow was taken")
    void everyElementAndFlowIsTaken() {
        var coverage = new BpmnCoverage(Diagram.of(PROCESS));
        coverage.add(bench.records());
        coverage.write();
        assertThat(coverage.missedNodes()).isEmpty();
        assertThat(coverage.missedFlows()).isEmpty();
    }

    private static EngineBench.Case call(QuoteCountersignDiagramTests.Votes votes, String outcome) {
        var contract = bench.follow(UUID.randomUUID().toString());
        votes.answer(contract).answering("approval.concludeApproval", () -> Map.of("outcome", outcome));
        bench.call(PROCESS, Map.of("dealId", contract.id));
        bench.run();
        return contract;
    }

    private static void ask(EngineBench.Case contract, UUID question) {
        bench.publish(
                "question.asked",
                contract.id,
                Map.of(
                        "questionId",
                        question.toString(),
                        "askedTo",
                        EngineBench.SOMEBODY_ELSE,
                        "answerDueAt",
                        in(Duration.ofHours(2))));
    }

    private static Map<String, String> side(String party) {
        return Map.of("party", party, "personId", EngineBench.OWNER, "taskGroup", party);
    }

    private static String in(Duration time) {
        return bench.now().plus(time).toString();
    }

    private static void assertOver(EngineBench.Case it) {
        assertThat(it.incidents()).isEmpty();
        assertThat(it.over()).isTrue();
    }
}
