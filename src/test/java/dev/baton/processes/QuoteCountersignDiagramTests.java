package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every end, timer and loop of {@code quote-countersign.bpmn}, on the engine, with the workers played. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuoteCountersignDiagramTests {

    private static final String PROCESS = "quote-countersign";
    private static final String VOTE = "userTask_countersignQuote";

    private static EngineBench bench;

    @BeforeAll
    static void start() {
        bench = new EngineBench(List.of(PROCESS), List.of("dealId"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @DisplayName("All are asked at once, and the quote is approved when the votes are in")
    void approved() {
        var votes = new Votes(bench, 2);
        var quote = call(votes, "approved");
        assertThat(quote.tasksAt(VOTE)).hasSize(2);
        assertThat(quote.tasksAt(VOTE).getFirst().getCustomHeaders())
                .containsEntry("io.camunda.zeebe:assignee", EngineBench.OWNER);
        votes.cast();
        quote.finish(quote.tasksAt(VOTE).get(0), Map.of());
        bench.run();
        assertThat(quote.over()).isFalse();
        votes.cast();
        quote.finish(quote.tasksAt(VOTE).get(1), Map.of());
        bench.run();
        assertThat(quote.completed()).contains("endEvent_approved");
        assertOver(quote);
    }

    @Test
    @DisplayName("It ends as soon as it is decided: nobody else is asked any more")
    void declined() {
        var votes = new Votes(bench, 3);
        var quote = call(votes, "declined");
        votes.decide();
        quote.finish(quote.tasksAt(VOTE).getFirst(), Map.of());
        bench.run();
        assertThat(quote.completed()).contains("endEvent_declined");
        assertThat(quote.times("serviceTask_countVote")).isEqualTo(1);
        assertOver(quote);
    }

    @Test
    @DisplayName("A task completed with nothing on file comes back, whatever it was completed with (B6-03)")
    void forged() {
        var votes = new Votes(bench, 1);
        var quote = call(votes, "approved");
        quote.complete(VOTE, Map.of("voted", true, "stepDecided", true, "decided", true, "outcome", "approved"));
        assertThat(quote.tasksAt(VOTE)).hasSize(2);
        assertThat(quote.over()).isFalse();
        votes.cast();
        quote.complete(VOTE, Map.of());
        assertOver(quote);
    }

    @Test
    @DisplayName("A step over its time reminds, and stays open")
    void stepDue() {
        var votes = new Votes(bench, 1);
        var quote = call(votes, "approved");
        bench.advance(Duration.ofHours(9));
        assertThat(quote.times("serviceTask_remindStep")).isEqualTo(1);
        assertThat(quote.over()).isFalse();
        votes.cast();
        quote.complete(VOTE, Map.of());
        assertOver(quote);
    }

    @Test
    @DisplayName("What is withdrawn ends at once")
    void withdrawn() {
        var quote = call(new Votes(bench, 2), "withdrawn");
        bench.publish("approval.withdrawn", quote.id, Map.of());
        assertThat(quote.completed()).contains("endEvent_withdrawn");
        assertOver(quote);
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

    private static EngineBench.Case call(Votes votes, String outcome) {
        var quote = bench.follow(UUID.randomUUID().toString());
        votes.answer(quote).answering("approval.concludeApproval", () -> Map.of("outcome", outcome));
        bench.call(PROCESS, Map.of("dealId", quote.id));
        bench.run();
        return quote;
    }

    private static void assertOver(EngineBench.Case it) {
        assertThat(it.incidents()).isEmpty();
        assertThat(it.over()).isTrue();
    }

    /** Plays the votes on file: how many are awaited, and whether the last task had one behind it. */
    static final class Votes {

        private final EngineBench bench;
        private final int awaited;
        private int cast;
        private int counted;
        private boolean decided;

        Votes(EngineBench bench, int awaited) {
            this.bench = bench;
            this.awaited = awaited;
        }

        void cast() {
            cast++;
            decided = cast == awaited;
        }

        void decide() {
            cast++;
            decided = true;
        }

        EngineBench.Case answer(EngineBench.Case it) {
            Supplier<Map<String, ?>> opened = () -> Map.of(
                    "approvalId",
                    it.id,
                    "overdueAt",
                    bench.now().plus(Duration.ofDays(7)).toString());
            return it.answering("approval.openApproval", opened)
                    .answering("approval.callApprovers", this::called)
                    .answering("approval.countVote", () -> {
                        var voted = cast > counted;
                        counted = cast;
                        return Map.of("voted", voted, "stepDecided", voted && decided);
                    });
        }

        private Map<String, ?> called() {
            var seats = new ArrayList<Map<String, String>>();
            for (var seat = 0; seat < awaited - cast; seat++) {
                seats.add(Map.of(
                        "seatId", UUID.randomUUID().toString(), "personId", EngineBench.OWNER, "taskGroup", "finance"));
            }
            var called = new HashMap<String, Object>();
            called.put("decided", decided);
            called.put("seats", seats);
            called.put("stepNo", 1);
            called.put("stepDueAt", bench.now().plus(Duration.ofHours(8)).toString());
            return called;
        }
    }
}
