package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The diagram {@code stuck-deals} by itself; what its steps do is in {@link StuckDealsProcessTests}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StuckDealsDiagramTests {

    private static final String PROCESS = "stuck-deals";
    private static final String CONFIRM = "userTask_confirmState";

    private static EngineBench bench;

    @BeforeAll
    static void start() {
        bench = new EngineBench(List.of(PROCESS), List.of("roundId"));
        bench.standard("opportunity.repairDeal", job -> Map.of("confirmed", true));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @DisplayName("217 stuck deals are 217 questions, and the round ends with the last answer (SG-11)")
    void everyDealIsAskedAbout() {
        var round = round(217);
        var tasks = round.tasksAt(CONFIRM);
        assertThat(tasks).hasSize(217);
        assertThat(tasks.stream()
                        .map(task -> task.getVariablesAsMap().get("itemId"))
                        .distinct())
                .hasSize(217);
        assertThat(tasks.getFirst().getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", EngineBench.OWNER)
                .containsEntry("io.camunda.zeebe:candidateGroups", "[\"director\",\"admin\"]");
        tasks.subList(0, 216).forEach(task -> round.finish(task, Map.of()));
        bench.run();
        assertThat(round.times("serviceTask_summariseRepair")).isZero();
        round.finish(tasks.getLast(), Map.of());
        bench.run();
        assertThat(round.times("serviceTask_repairDeal")).isEqualTo(217);
        assertThat(round.times("serviceTask_summariseRepair")).isEqualTo(1);
        assertThat(round.completed()).contains("endEvent_roundDone");
        assertThat(round.incidents()).isEmpty();
        assertThat(round.over()).isTrue();
    }

    @Test
    @DisplayName("A question that nobody has answered in earnest comes again, and only that one")
    void askedAgain() {
        var round = round(2);
        var refused = new HashSet<Object>(
                Set.of(round.tasksAt(CONFIRM).getFirst().getVariablesAsMap().get("itemId")));
        round.answering(
                "opportunity.repairDeal",
                job -> Map.of(
                        "confirmed", !refused.remove(job.getVariablesAsMap().get("itemId"))));
        List.copyOf(round.tasksAt(CONFIRM)).forEach(task -> round.finish(task, Map.of("confirmed", true)));
        bench.run();
        assertThat(round.tasksAt(CONFIRM)).hasSize(3);
        assertThat(round.over()).isFalse();
        round.complete(CONFIRM, Map.of());
        assertThat(round.over()).isTrue();
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

    private static EngineBench.Case round(int deals) {
        var items =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(deals).toList();
        var round = bench.follow(UUID.randomUUID().toString())
                .answering(
                        "opportunity.listStuck",
                        () -> Map.of(
                                "items",
                                items,
                                "dueAt",
                                bench.now().plus(Duration.ofDays(7)).toString()));
        bench.start("repair.asked", round, Map.of("roundId", round.id, "askedBy", EngineBench.OWNER));
        return round;
    }
}
