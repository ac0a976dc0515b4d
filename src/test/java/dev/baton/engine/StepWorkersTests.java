package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** How the workers end. */
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
        var workers = workersOf(camunda);
        workers.start();
        doesSomething(executor);
        workers.stop();
        doesSomething(executor);

        var closing = Thread.ofPlatform().daemon().start(camunda::close);

        assertThat(closing.join(PATIENCE)).isTrue();
    }

    /** Long enough for each stream to be refused and to be opened again. */
    private static void doesSomething(ScheduledThreadPoolExecutor executor) {
        var before = executor.getCompletedTaskCount();
        await().atMost(PATIENCE).until(() -> executor.getCompletedTaskCount() > before + 1);
    }

    private static StepWorkers workersOf(CamundaClient camunda) {
        return new StepWorkers(
                camunda,
                List.of(new Idle()),
                new ProcessRecords(List.of()),
                mock(JobLog.class),
                mock(TransactionTemplate.class),
                JsonMapper.builder().build(),
                Binder.get(new MockEnvironment()).bindOrCreate("baton.engine", EngineProperties.class),
                new SimpleMeterRegistry());
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
