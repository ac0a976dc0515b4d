package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** How the workers end, and what they do when there is too much to do. */
class StepWorkersTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The client opens its streams again and again while nobody answers; closing has to come through in between. */
    @Test
    void endWithTheClientAlthoughTheEngineIsAway() throws InterruptedException {
        var executor = new ScheduledThreadPoolExecutor(1);
        var camunda = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:1"))
                .restAddress(URI.create("http://127.0.0.1:1"))
                .preferRestOverGrpc(false)
                .jobWorkerExecutor(executor, true)
                .build();
        var workers = workersOf(camunda, new Idle(), Map.of());
        workers.start();
        doesSomething(executor);
        workers.stop();
        doesSomething(executor);

        var closing = Thread.ofPlatform().daemon().start(camunda::close);

        assertThat(closing.join(PATIENCE)).isTrue();
    }

    /** The client would count a job that waits for its whole timeout as waiting for ever. */
    @Test
    void aJobThatGetsNoTurnIsGivenBackWithItsRetries() throws Exception {
        var camunda = mock(CamundaClient.class, RETURNS_DEEP_STUBS);
        var slow = new Slow();
        workersOf(camunda, slow, Map.of("baton.engine.concurrency", "1", "baton.engine.job-timeout", "200ms"))
                .start();
        var handler = ArgumentCaptor.forClass(JobHandler.class);
        verify(camunda.newWorker().jobType("test.slow")).handler(handler.capture());
        var first = Thread.startVirtualThread(() -> handle(handler.getValue(), camunda, job(1)));
        assertThat(slow.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        handle(handler.getValue(), camunda, job(2));

        verify(camunda.newFailCommand(2)).retries(3);
        verify(camunda, never()).newCompleteCommand(2L);
        slow.end.countDown();
        assertThat(first.join(PATIENCE)).isTrue();
        verify(camunda).newCompleteCommand(1L);
    }

    private static void handle(JobHandler handler, CamundaClient camunda, ActivatedJob job) {
        try {
            handler.handle(camunda, job);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ActivatedJob job(long key) {
        var job = mock(ActivatedJob.class);
        when(job.getKey()).thenReturn(key);
        when(job.getType()).thenReturn("test.slow");
        when(job.getBpmnProcessId()).thenReturn("test");
        when(job.getRetries()).thenReturn(3);
        when(job.getVariables()).thenReturn("{}");
        return job;
    }

    /** Long enough for each stream to be refused and to be opened again. */
    private static void doesSomething(ScheduledThreadPoolExecutor executor) {
        var before = executor.getCompletedTaskCount();
        await().atMost(PATIENCE).until(() -> executor.getCompletedTaskCount() > before + 1);
    }

    private static StepWorkers workersOf(CamundaClient camunda, StepWorker<?, ?> worker, Map<String, String> settings) {
        var environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        var log = mock(JobLog.class);
        when(log.delivered(any(), any())).thenReturn(new JobLog.Entry(1, false, null));
        when(log.finish(any(), any())).thenReturn(true);
        return new StepWorkers(
                camunda,
                List.of(worker),
                new ProcessRecords(List.of()),
                log,
                new TransactionTemplate(mock(PlatformTransactionManager.class)),
                JsonMapper.builder().build(),
                Binder.get(environment).bindOrCreate("baton.engine", EngineProperties.class),
                new SimpleMeterRegistry());
    }

    private static final class Slow implements StepWorker<Slow.Wish, Object> {

        private record Wish() {}

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public String jobType() {
            return "test.slow";
        }

        @Override
        public Class<Wish> input() {
            return Wish.class;
        }

        @Override
        public @Nullable Object work(Wish input, Step step) {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        }
    }

    private static final class Idle implements StepWorker<Idle.Nothing, Object> {

        private record Nothing() {}

        @Override
        public String jobType() {
            return "test.idle";
        }

        @Override
        public Class<Nothing> input() {
            return Nothing.class;
        }

        @Override
        public @Nullable Object work(Nothing input, Step step) {
            return null;
        }
    }
}
