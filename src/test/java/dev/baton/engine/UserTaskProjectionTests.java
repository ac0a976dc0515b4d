package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.ObjectMapper;

/** How the engine's user tasks come into the inbox. */
@BatonTest
class UserTaskProjectionTests {

    private final long key = ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE);
    private final CamundaClient camunda = mock(CamundaClient.class, RETURNS_DEEP_STUBS);

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    private JobHandler engine;

    @BeforeEach
    void hear() {
        new UserTaskProjection(
                        camunda,
                        jdbc,
                        new ProcessRecords(List.of(new ProcessRecord("test", "recordId", "test"))),
                        inbox,
                        json,
                        Binder.get(new MockEnvironment()).bindOrCreate("baton.engine", EngineProperties.class),
                        Clock.systemUTC())
                .start();
        var handler = ArgumentCaptor.forClass(JobHandler.class);
        verify(camunda.newWorker().jobType("io.camunda.zeebe:userTask")).handler(handler.capture());
        engine = handler.getValue();
    }

    @Test
    void aTaskThatComesAgainIsTheSameTask() throws Exception {
        var record = Ids.next();
        engine.handle(camunda, task(record, 71));
        var before = inbox.openOf(record);
        engine.handle(camunda, task(record, 71));
        assertThat(inbox.openOf(record)).hasSize(1).isEqualTo(before);
    }

    @Test
    void anEngineWithoutItsDataGivesTheKeyToAnotherTask() throws Exception {
        var before = Ids.next();
        var now = Ids.next();
        engine.handle(camunda, task(before, 71));
        var task = inbox.openOf(before).getFirst();

        engine.handle(camunda, task(now, 72));

        assertThat(inbox.openOf(before)).isEmpty();
        assertThat(inbox.find(task.id()).orElseThrow().state()).isEqualTo(Inbox.State.GONE);
        assertThat(inbox.openOf(now)).singleElement().satisfies(other -> {
            assertThat(other.id()).isNotEqualTo(task.id());
            assertThat(other.jobKey()).isEqualTo(key);
        });
    }

    private ActivatedJob task(UUID record, long elementInstance) {
        var job = mock(ActivatedJob.class);
        when(job.getKey()).thenReturn(key);
        when(job.getBpmnProcessId()).thenReturn("test");
        when(job.getElementId()).thenReturn("userTask_test");
        when(job.getElementInstanceKey()).thenReturn(elementInstance);
        when(job.getProcessInstanceKey()).thenReturn(elementInstance - 1);
        when(job.getCustomHeaders()).thenReturn(Map.of());
        when(job.getVariablesAsMap()).thenReturn(Map.of("recordId", record.toString()));
        return job;
    }
}
