package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The diagram {@code duplicate-review} by itself; what its steps do is in {@link DuplicateReviewProcessTests}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DuplicateReviewDiagramTests {

    private static final String PROCESS = "duplicate-review";
    private static final String COMPARE = "userTask_compareCustomers";
    private static final String DECIDED = "duplicate.decided";

    private static EngineBench bench;

    @BeforeAll
    static void start() {
        bench = new EngineBench(List.of(PROCESS), List.of("proposalId"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"same, endEvent_merged", "not-same, endEvent_toldApart", "related, endEvent_related"})
    @DisplayName("Each decision has an end with its name, and the question is asked of those who lead (DQ-12)")
    void ends(String decision, String end) {
        var pair = proposed();
        assertThat(pair.task(COMPARE).getCustomHeaders())
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"managers\"]");
        settling(pair, decision, 1, null);
        pair.complete(COMPARE, Map.of("decision", "related"));
        assertThat(pair.completed()).contains(end);
        assertThat(pair.over()).isTrue();
        assertThat(pair.incidents()).isEmpty();
    }

    @Test
    @DisplayName(
            "Put off, a pair waits for its day without a task and is asked about again; it can be decided meanwhile")
    void later() {
        var pair = proposed();
        settling(pair, "later", 1, bench.now().plus(Duration.ofDays(14)));
        pair.complete(COMPARE, Map.of());
        bench.advance(Duration.ofDays(13));
        assertThat(pair.tasksAt(COMPARE)).hasSize(1);
        opening(pair, true, 1);
        bench.advance(Duration.ofDays(1));
        assertThat(pair.tasksAt(COMPARE)).hasSize(2);

        settling(pair, "later", 2, bench.now().plus(Duration.ofDays(14)));
        pair.complete(COMPARE, Map.of());
        settling(pair, "same", 3, null);
        // What is left over from a question before touches nothing.
        bench.publish(DECIDED, pair.id + ":1", Map.of());
        assertThat(pair.over()).isFalse();
        bench.publish(DECIDED, pair.id + ":2", Map.of());
        assertThat(pair.completed()).contains("messageCatch_decidedMeanwhile", "endEvent_merged");
        assertThat(pair.over()).isTrue();
    }

    @Test
    @DisplayName("Decided elsewhere, the task ends; a question that nobody has answered in earnest comes again")
    void elsewhere() {
        var pair = proposed();
        settling(pair, null, 0, null);
        bench.publish(DECIDED, pair.id + ":0", Map.of("decision", "same"));
        assertThat(pair.tasksAt(COMPARE)).hasSize(2);
        pair.complete(COMPARE, Map.of("decision", "same"));
        assertThat(pair.tasksAt(COMPARE)).hasSize(3);
        settling(pair, "not-same", 1, null);
        bench.publish(DECIDED, pair.id + ":0", Map.of());
        assertThat(pair.completed()).contains("endEvent_toldApart");
        assertThat(pair.over()).isTrue();
    }

    @Test
    @DisplayName("A pair that was decided about before the process came to it is asked of nobody")
    void fasterThanTheProcess() {
        var pair = bench.follow(UUID.randomUUID().toString());
        opening(pair, false, 1);
        settling(pair, "related", 1, null);
        bench.start("duplicate.proposed", pair, Map.of("proposalId", pair.id));
        assertThat(pair.tasks()).isEmpty();
        assertThat(pair.completed()).contains("endEvent_related");
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

    private static EngineBench.Case proposed() {
        var pair = bench.follow(UUID.randomUUID().toString());
        opening(pair, true, 0);
        bench.start("duplicate.proposed", pair, Map.of("proposalId", pair.id));
        assertThat(pair.tasksAt(COMPARE)).hasSize(1);
        return pair;
    }

    private static void opening(EngineBench.Case pair, boolean undecided, int round) {
        pair.answering(
                "customer.openReview",
                () -> Map.of(
                        "undecided",
                        undecided,
                        "reviewKey",
                        pair.id + ":" + round,
                        "dueAt",
                        bench.now().plus(Duration.ofDays(2)).toString()));
    }

    private static void settling(
            EngineBench.Case pair, @Nullable String decision, int round, @Nullable Instant againAt) {
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("decision", decision);
        answer.put("reviewKey", pair.id + ":" + round);
        answer.put("againAt", againAt == null ? null : againAt.toString());
        pair.answering("customer.settleReview", () -> answer);
    }
}
