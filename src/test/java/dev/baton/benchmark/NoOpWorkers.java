package dev.baton.benchmark;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Completes every job at once with what a step would return. */
final class NoOpWorkers implements AutoCloseable {

    private static final String LAST_STEP = "lead.assignLead";
    private static final String USER_TASK = "io.camunda.zeebe:userTask";

    private final CamundaClient camunda;
    private final List<JobWorker> workers = new ArrayList<>();
    private final Queue<Long> instances = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch handedOver = new CountDownLatch(0);

    private NoOpWorkers(CamundaClient camunda) {
        this.camunda = camunda;
    }

    static NoOpWorkers open(CamundaClient camunda) {
        NoOpWorkers workers = new NoOpWorkers(camunda);
        EngineLimit.outputs().forEach(workers::open);
        workers.workers.add(camunda.newWorker()
                .jobType(USER_TASK)
                .handler((client, job) -> workers.instances.add(job.getProcessInstanceKey()))
                .timeout(Duration.ofMinutes(5))
                .maxJobsActive(64)
                .fetchVariables("leadId")
                .streamEnabled(true)
                .open());
        return workers;
    }

    private void open(String jobType, Map<String, Object> output) {
        workers.add(camunda.newWorker()
                .jobType(jobType)
                .handler((client, job) -> complete(job, output))
                .timeout(Duration.ofSeconds(30))
                .maxJobsActive(32)
                .fetchVariables("leadId")
                .streamEnabled(true)
                .open());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a job that nobody gives back comes again when its time is over
    private void complete(ActivatedJob job, Map<String, Object> output) {
        camunda.newCompleteCommand(job).variables(output).send().whenComplete((done, refused) -> {
            if (refused != null) {
                camunda.newFailCommand(job)
                        .retries(job.getRetries())
                        .retryBackoff(Duration.ofMillis(100))
                        .send();
            } else if (job.getType().equals(LAST_STEP)) {
                handedOver.countDown();
            }
        });
    }

    /** Counts leads that pass the last step. */
    CountDownLatch expect(int leads) {
        handedOver = new CountDownLatch(leads);
        return handedOver;
    }

    /** Nobody would ever work on them. */
    void cancelInstances() {
        List<Long> all = new ArrayList<>(instances);
        OpenLoad.asFastAs(16, all.size(), number -> {
            camunda.newCancelInstanceCommand(all.get(number)).send().join();
            return true;
        });
    }

    static List<Map<String, Object>> candidates(int many) {
        return IntStream.range(0, many)
                .mapToObj(number -> Map.<String, Object>of(
                        "id",
                        UUID.randomUUID().toString(),
                        "saturation",
                        12.5,
                        "responseSeconds",
                        4_500.0 + number,
                        "responses",
                        5,
                        "won",
                        3,
                        "closed",
                        14,
                        "stale",
                        false))
                .toList();
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
    }
}
