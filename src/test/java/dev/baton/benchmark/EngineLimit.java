package dev.baton.benchmark;

import dev.baton.benchmark.Figure.Target;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The engine's own limit: the same diagram on the same broker, started by the same message, but its steps do nothing.
 * Baton stands still meanwhile.
 */
final class EngineLimit implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SHARE = 0.5;

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void run(Stand stand, Options options, Report report) throws InterruptedException {
        int leads = options.size(2_000, 400);
        stand.baton().stop();
        try (CamundaClient camunda = Engine.connect(stand);
                NoOpWorkers workers = NoOpWorkers.open(camunda)) {
            run(camunda, workers, leads / 4, report);
            double perSecond = run(camunda, workers, leads, report);
            report.add("same diagram, steps that do nothing", perSecond, "leads/s");
            report.value(Sustained.NAME, Sustained.FIGURE)
                    .ifPresent(ours -> report.add(
                            "Baton's part of the engine's limit", ours / perSecond, "", Target.atLeast(SHARE)));
            workers.cancelInstances();
        } finally {
            stand.baton().start();
            stand.warmUp(options.size(500, 100));
        }
    }

    private static double run(CamundaClient camunda, NoOpWorkers workers, int leads, Report report)
            throws InterruptedException {
        CountDownLatch handedOver = workers.expect(leads);
        long started = System.nanoTime();
        OpenLoad.Result sent = OpenLoad.asFastAs(16, leads, number -> publish(camunda));
        report.note("all published after %s", sent.took());
        if (!handedOver.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(handedOver.getCount() + " leads were not handed over");
        }
        return leads / ((System.nanoTime() - started) / 1e9);
    }

    /** Turned away, it waits a little, as Baton's outbox does. */
    private static boolean publish(CamundaClient camunda) {
        String leadId = UUID.randomUUID().toString();
        for (int attempt = 1; attempt <= 100; attempt++) {
            try {
                camunda.newPublishMessageCommand()
                        .messageName("lead.received")
                        .correlationKey(leadId)
                        .messageId("lead.received:" + leadId)
                        .timeToLive(Duration.ofHours(24))
                        .variables(startVariables(leadId))
                        .send()
                        .join();
                return true;
            } catch (RuntimeException e) {
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 150))
                                .toNanos());
            }
        }
        return false;
    }

    private static Map<String, Object> startVariables(String leadId) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("leadId", leadId);
        variables.put("round", 0);
        variables.put("source", "site-form");
        variables.put("intent", "high");
        variables.put("region", Team.REGIONS.get(ThreadLocalRandom.current().nextInt(Team.REGIONS.size())));
        variables.put("industry", "retail");
        variables.put("companySize", "50-199");
        return variables;
    }

    /** What the steps of the diagram return, without doing anything for it. */
    static Map<String, Map<String, Object>> outputs() {
        Instant now = Instant.now();
        return Map.of(
                "lead.cleanPhone",
                Map.of(
                        "duplicateRun",
                        false,
                        "phoneStatus",
                        "VALID",
                        "reviewDueAt",
                        now.plusSeconds(86_400).toString()),
                "assignment.listCandidates",
                Map.of(
                        "decisionId", UUID.randomUUID().toString(),
                        "candidateCount", Team.REPS / Team.REGIONS.size(),
                        "candidates", NoOpWorkers.candidates(Team.REPS / Team.REGIONS.size()),
                        "parameters", Map.of("saturationReference", 12.5, "responseReference", 900.0, "teamRate", 0.2),
                        "hold", false),
                "assignment.chooseOwner",
                Map.of("ownerId", UUID.randomUUID().toString(), "assignedBy", "RULE"),
                "lead.assignLead",
                Map.of(
                        "round",
                        1,
                        "assignmentNumber",
                        1,
                        "firstReminderAt",
                        now.plusSeconds(3_600).toString(),
                        "windowDueAt",
                        now.plusSeconds(5_400).toString(),
                        "managerDueAt",
                        now.plusSeconds(10_800).toString(),
                        "regionGroup",
                        "sales-east",
                        "managerGroup",
                        "managers-east"));
    }
}
