package dev.baton.processes;

import dev.baton.engine.InboxBench;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The application's own workers, messages and inbox on a {@link EngineBench}, without the threads that join them to a broker. */
class RealWorkers {

    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    private final Map<String, StepWorker<?, ?>> workers;
    private final InboxBench inbox;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private @Nullable EngineBench bench;

    RealWorkers(
            List<StepWorker<?, ?>> workers,
            InboxBench inbox,
            ObjectMapper json,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.workers = workers.stream().collect(Collectors.toMap(StepWorker::jobType, Function.identity()));
        this.inbox = inbox;
        this.json = json;
        this.transaction = transaction;
        this.jdbc = jdbc;
        inbox.keepResources(ProcessTest.OneEngine.get().client);
    }

    /** From now on the application acts on that bench. */
    void playOn(EngineBench where) {
        bench = where;
        where.playedBy(this::work);
        where.showingTasksTo(inbox::project);
    }

    /** Sends what is in the outbox and lets the workers work, until neither has anything left. */
    void flow() {
        do {
            stage().run();
        } while (sendMessages() > 0);
    }

    void advance(Duration time) {
        stage().engine.advance(time);
        flow();
    }

    /** The id by which people know a task. */
    UUID taskOf(ActivatedJob job) {
        return inbox.taskOf(job).orElseThrow();
    }

    /** What the worker of a job does, and what it answers. */
    Map<String, ?> work(ActivatedJob job) {
        var worker = workers.get(job.getType());
        if (worker == null) {
            throw new AssertionError("nobody works on " + job.getType());
        }
        return work(worker, job);
    }

    private <I extends Record, O> Map<String, ?> work(StepWorker<I, O> worker, ActivatedJob job) {
        try {
            var input = json.readValue(job.getVariables(), worker.input());
            var step = new Step(
                    job.getKey(),
                    job.getElementId(),
                    job.getElementInstanceKey(),
                    job.getProcessInstanceKey(),
                    job.getProcessDefinitionKey(),
                    job.getProcessDefinitionVersion(),
                    1);
            var output = transaction.execute(status -> worker.work(input, step));
            return output == null ? Map.of() : json.convertValue(output, VARIABLES);
        } catch (JacksonException e) {
            throw new IllegalStateException(job.getType(), e);
        }
    }

    private int sendMessages() {
        record Message(UUID id, String name, String correlationKey, String messageId, String variables) {}
        var messages = jdbc.sql("""
                        select id, name, correlation_key, message_id, variables::text as variables
                        from outbox_message where sent_at is null order by id""").query(Message.class).list();
        for (var message : messages) {
            publish(stage().engine
                    .client
                    .newPublishMessageCommand()
                    .messageName(message.name())
                    .correlationKey(message.correlationKey())
                    .messageId(message.messageId())
                    .timeToLive(Duration.ofMinutes(1))
                    .variables(message.variables())
                    .send());
            jdbc.sql("update outbox_message set sent_at = now() where id = ?")
                    .param(message.id())
                    .update();
        }
        return messages.size();
    }

    /** As the relay has it: a message that the engine has is sent. */
    private static void publish(CamundaFuture<?> command) {
        try {
            command.join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private EngineBench stage() {
        if (bench == null) {
            throw new IllegalStateException("playOn first");
        }
        return bench;
    }
}
