package dev.baton.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.ActivatedJob;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Stands between the engine's "at least once" and the application's "effect once".
 *
 * <p>Every delivery is counted first; the effect and the closing of the job log entry commit together; the job is
 * completed after the commit. A job that comes again finds the closed entry and is completed with the stored output. A
 * job that keeps coming without an outcome, because it kills its process each time, is failed with no retries left:
 * the engine itself would deliver it for ever.
 */
@Component
@ConditionalOnProperty(name = "baton.engine.enabled", matchIfMissing = true)
class StepWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StepWorkers.class);
    private static final String NO_OUTPUT = "{}";
    static final int MAX_RETRIES = 5;
    private static final int TOLD_AT_MOST = 10;

    private final CamundaClient camunda;
    private final List<StepWorker<?, ?>> workers;
    private final ProcessRecords records;
    private final JobLog log;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final EngineProperties properties;
    private final MeterRegistry metrics;
    private final Semaphore turns;
    private volatile boolean running;
    private final Executor later =
            task -> Thread.ofVirtual().name("tell-engine").start(task);

    StepWorkers(
            CamundaClient camunda,
            List<StepWorker<?, ?>> workers,
            ProcessRecords records,
            JobLog log,
            TransactionTemplate transaction,
            ObjectMapper json,
            EngineProperties properties,
            MeterRegistry metrics) {
        this.camunda = camunda;
        this.workers = workers;
        this.records = records;
        this.log = log;
        this.transaction = transaction;
        this.json = json;
        this.properties = properties;
        this.metrics = metrics;
        this.turns = new Semaphore(properties.concurrency(), true);
    }

    @Override
    public void start() {
        running = true;
        for (var worker : workers) {
            camunda.newWorker()
                    .jobType(worker.jobType())
                    .handler((client, job) -> handle(worker, job))
                    .name("baton")
                    .timeout(properties.jobTimeout())
                    .maxJobsActive(32)
                    .fetchVariables(variablesOf(worker.input()))
                    .streamEnabled(true)
                    .open();
        }
    }

    /**
     * What comes from now on is given back. The client closes its workers when it ends: a worker that was closed before
     * can block that for ever, while its stream to an engine that is away is being opened again (seen in client 8.8.14).
     */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private List<String> variablesOf(Class<? extends Record> input) {
        // The record id is fetched even where the worker has no use for it: the job log and incidents name it.
        return Stream.concat(
                        records.variables().stream(),
                        Arrays.stream(input.getRecordComponents()).map(RecordComponent::getName))
                .distinct()
                .toList();
    }

    /**
     * A job that gets no turn for long is given back. The client lets so many jobs of a type wait and no more; when one has
     * waited for its whole timeout, it refuses the next and counts that as waiting for ever, and after ten such it asks for
     * no more jobs of the type (seen in client 8.8.14).
     */
    private <I extends Record, O> void handle(StepWorker<I, O> worker, ActivatedJob job) throws InterruptedException {
        if (!turns.tryAcquire(properties.jobTimeout().dividedBy(4).toMillis(), TimeUnit.MILLISECONDS)) {
            metrics.counter("baton.jobs.given.back", "type", job.getType()).increment();
            giveBack(job, "no turn yet");
            return;
        }
        if (!running) {
            turns.release();
            giveBack(job, "stopping");
            return;
        }
        MDC.put("job", job.getType() + "/" + job.getKey());
        var started = System.nanoTime();
        var outcome = "completed";
        UUID recordId = null;
        try {
            recordId = records.of(job);
            var entry = log.delivered(job, recordId);
            if (entry.finished()) {
                outcome = "repeated";
                complete(job, entry.output() == null ? NO_OUTPUT : entry.output());
            } else if (entry.deliveries() > properties.maxDeliveries()) {
                outcome = "gave-up";
                fail(job, recordId, 0, "came " + entry.deliveries() + " times without an outcome", false);
            } else {
                complete(job, effectOnce(worker, job, entry.deliveries()));
            }
        } catch (AlreadyFinished e) {
            outcome = "repeated";
            LOG.debug("Another delivery of job {} was faster", job.getKey());
        } catch (BpmnRefusal refusal) {
            outcome = "refused";
            tell(
                    job,
                    () -> camunda.newThrowErrorCommand(job.getKey())
                            .errorCode(refusal.code())
                            .errorMessage(String.valueOf(refusal.getMessage()))
                            .send(),
                    0);
        } catch (Exception fault) {
            outcome = "failed";
            LOG.warn("Job {} {} at {} failed", job.getType(), job.getKey(), job.getElementId(), fault);
            fail(job, recordId, retriesLeft(job, fault), describe(fault), fault instanceof ForcedStep);
        } finally {
            metrics.timer("baton.jobs", "type", job.getType(), "outcome", outcome)
                    .record(Duration.ofNanos(System.nanoTime() - started));
            MDC.remove("job");
            turns.release();
        }
    }

    /** For whoever works on jobs next; not waited for, since its lock ends by itself as well. */
    private void giveBack(ActivatedJob job, String reason) {
        camunda.newFailCommand(job.getKey())
                .retries(job.getRetries())
                .errorMessage(reason)
                .send()
                .whenComplete((told, fault) -> {
                    if (fault != null) {
                        LOG.debug("Job {} was not given back: {}", job.getKey(), fault.toString());
                    }
                });
    }

    private <I extends Record, O> String effectOnce(StepWorker<I, O> worker, ActivatedJob job, int delivery) {
        var input = json.readValue(job.getVariables(), worker.input());
        var step = new Step(
                job.getKey(),
                job.getElementId(),
                job.getElementInstanceKey(),
                job.getProcessInstanceKey(),
                job.getProcessDefinitionKey(),
                job.getProcessDefinitionVersion(),
                delivery);
        return Objects.requireNonNull(transaction.execute(status -> {
            var output = write(worker.work(input, step));
            if (!log.finish(job, output)) {
                throw new AlreadyFinished();
            }
            return output;
        }));
    }

    private String write(@Nullable Object output) {
        try {
            return output == null ? NO_OUTPUT : json.writeValueAsString(output);
        } catch (JacksonException e) {
            throw new IllegalStateException("the output of a step must be JSON", e);
        }
    }

    private void complete(ActivatedJob job, String output) {
        tell(
                job,
                () -> camunda.newCompleteCommand(job.getKey()).variables(output).send(),
                0);
    }

    /**
     * What the engine was too busy to hear, or to answer, it is told again. When it is away the next delivery of the job
     * says it: an engine that comes back and hears of a job that it has yet to create again gives that job another key
     * (ADR 8).
     */
    private void tell(ActivatedJob job, Supplier<CamundaFuture<?>> command, int attempt) {
        command.get().whenComplete((ok, error) -> {
            if (error == null || !EngineAnswers.isSlow(error) || attempt >= TOLD_AT_MOST || !running) {
                return;
            }
            LOG.info("Job {} {} is told again: {}", job.getType(), job.getKey(), error.getMessage());
            CompletableFuture.delayedExecutor(BackOff.after(attempt).toMillis(), TimeUnit.MILLISECONDS, later)
                    .execute(() -> tellAgain(job, command, attempt + 1));
        });
    }

    private void tellAgain(ActivatedJob job, Supplier<CamundaFuture<?>> command, int attempt) {
        try {
            tell(job, command, attempt);
        } catch (RuntimeException closed) {
            LOG.info("Job {} {} comes again: {}", job.getType(), job.getKey(), closed.toString());
        }
    }

    private void fail(ActivatedJob job, @Nullable UUID recordId, int retriesLeft, String reason, boolean forced) {
        if (retriesLeft == 0) {
            log.gaveUp(job, recordId, reason, forced);
        }
        tell(
                job,
                () -> camunda.newFailCommand(job.getKey())
                        .retries(retriesLeft)
                        .retryBackoff(BackOff.after(MAX_RETRIES - retriesLeft))
                        .errorMessage((recordId == null ? "" : "record " + recordId + ": ") + reason)
                        .send(),
                0);
    }

    /**
     * The database being away says nothing about the job and does not use up its retries; what a record refuses it will
     * refuse again.
     */
    private static int retriesLeft(ActivatedJob job, Exception fault) {
        if (fault instanceof ForcedStep) {
            return 0;
        }
        var databaseAway = fault instanceof TransactionException
                || fault instanceof NonTransientDataAccessResourceException
                || fault instanceof TransientDataAccessException;
        return databaseAway ? job.getRetries() : Math.max(0, job.getRetries() - 1);
    }

    private static String describe(Throwable fault) {
        if (fault instanceof ForcedStep) {
            return String.valueOf(fault.getMessage());
        }
        var root = NestedExceptionUtils.getMostSpecificCause(fault);
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static final class AlreadyFinished extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
