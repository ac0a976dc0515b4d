package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.baton.shared.Ids;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.PublishMessageResponse;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** What becomes of a message that the engine does not take at once. */
class MessageRelayTests {

    private static final long PATIENCE_MILLIS = 30_000;

    private final CamundaClient camunda = mock(CamundaClient.class, RETURNS_DEEP_STUBS);
    private final Outbox outbox = mock(Outbox.class);
    private final MessageQueue queue = new MessageQueue();
    private final FirstDeployment deployment = new FirstDeployment();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Outbox.Message message =
            new Outbox.Message(Ids.next(), "lead.received", "lead-1", "lead-1:received", "{}", 0);
    private final MessageRelay relay = new MessageRelay(
            outbox,
            queue,
            camunda,
            deployment,
            Binder.get(new MockEnvironment()).bindOrCreate("baton.engine", EngineProperties.class),
            Clock.systemUTC(),
            metrics);

    /** The relay uses its list again. */
    private final Queue<UUID> recorded = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        doAnswer(call -> recorded.addAll(call.getArgument(0))).when(outbox).markSent(any());
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void waitsUntilTheEngineKnowsTheDiagrams() {
        engineAnswers((Status) null);
        queue.offer(message);
        await().during(Duration.ofMillis(300)).until(recorded::isEmpty);

        deployment.isThere();

        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> recorded.contains(message.id()));
    }

    @Test
    void isSaidAgainToABusyEngineWithoutGoingBackToTheTable() {
        deployment.isThere();
        engineAnswers(Status.RESOURCE_EXHAUSTED, Status.RESOURCE_EXHAUSTED, null);

        queue.offer(message);

        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> recorded.contains(message.id()));
        verify(outbox, never()).postpone(any(), any(), anyString());
        assertThat(metrics.counter("baton.messages", "outcome", "held").count()).isEqualTo(2);
    }

    @Test
    void goesBackToTheTableWhereTheEngineIsAway() {
        deployment.isThere();
        engineAnswers(Status.UNAVAILABLE);

        queue.offer(message);

        verify(outbox, timeout(PATIENCE_MILLIS)).postpone(eq(message.id()), any(), anyString());
        assertThat(recorded).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private void engineAnswers(@Nullable Status... answers) {
        CamundaFuture<PublishMessageResponse> future = mock(CamundaFuture.class);
        var turn = new int[1];
        when(future.whenComplete(any())).thenAnswer(call -> {
            var answer = answers[turn[0]++];
            BiConsumer<PublishMessageResponse, Throwable> heard = call.getArgument(0);
            heard.accept(null, answer == null ? null : answer.asRuntimeException());
            return future;
        });
        when(camunda.newPublishMessageCommand()
                        .messageName(message.name())
                        .correlationKey(message.correlationKey())
                        .messageId(message.messageId())
                        .timeToLive(any())
                        .variables(message.variables())
                        .send())
                .thenReturn(future);
    }
}
