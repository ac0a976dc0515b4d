package dev.baton.processes;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * LR-03: all timers of the ladder fire for any instant at which a window may start, months and leap days included.
 *
 * <p>The engine in memory takes a third of a second a lead for this; the thousand instants of LR-03 are for a broker.
 */
class TwoTimersTests {

    private static final int LEADS = 100;
    private static final int IN_FLIGHT = 40;
    private static final List<String> LADDER = List.of("timer_firstReminder", "timer_windowDue", "timer_managerDue");

    @Test
    void everyTimerOfTheLadderFiresOnceForAHundredRandomStartInstants() {
        try (var engine = EngineInMemory.startWithEverythingDeployed()) {
            var random = new Random(20_240_229);
            var from = engine.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
            var range = Duration.ofDays(1_500); // reaches over a 29th of February
            var creations = new ArrayList<CompletionStage<?>>();
            for (var i = 0; i < LEADS; i++) {
                var start = from.plusSeconds((long) (random.nextDouble() * range.toSeconds()))
                        .plusMillis(random.nextInt(1000));
                var window = Duration.ofMinutes(
                        List.of(15, 30, 60, 90, 240, 1440, 20_160).get(random.nextInt(7)));
                creations.add(engine.client
                        .newCreateInstanceCommand()
                        .bpmnProcessId("lead-response")
                        .latestVersion()
                        .variables(ladder("lead-" + i, start, window))
                        .startBeforeElement("subProcess_respond")
                        .send());
                if (creations.size() == IN_FLIGHT) {
                    creations.forEach(creation -> creation.toCompletableFuture().join());
                    creations.clear();
                }
            }

            for (var gone = Duration.ZERO;
                    gone.compareTo(range.plusDays(60)) < 0;
                    gone = gone.plus(Duration.ofDays(45))) {
                engine.advance(Duration.ofDays(45));
            }

            var firedPerTimer = new HashMap<Long, List<String>>();
            for (var record : engine.records().timerRecords()) {
                if (record.getIntent() == TimerIntent.TRIGGERED) {
                    firedPerTimer
                            .computeIfAbsent(record.getValue().getProcessInstanceKey(), key -> new ArrayList<>())
                            .add(record.getValue().getTargetElementId());
                }
            }
            assertThat(firedPerTimer).hasSize(LEADS);
            assertThat(firedPerTimer.values())
                    .allSatisfy(fired -> assertThat(fired).containsExactlyInAnyOrderElementsOf(LADDER));
            var total = firedPerTimer.values().stream()
                    .flatMap(List::stream)
                    .collect(groupingBy(timer -> timer, counting()));
            LADDER.forEach(timer -> assertThat(total).containsEntry(timer, (long) LEADS));
        }
    }

    private static Map<String, Object> ladder(String leadId, Instant start, Duration window) {
        return Map.of(
                "leadId",
                leadId,
                "assignmentNumber",
                1,
                "ownerId",
                EngineBench.OWNER,
                "regionGroup",
                "sales-east",
                "managerGroup",
                "managers-east",
                "firstReminderAt",
                start.plus(window.multipliedBy(2).dividedBy(3)).toString(),
                "windowDueAt",
                start.plus(window).toString(),
                "managerDueAt",
                start.plus(window.multipliedBy(2)).toString());
    }
}
