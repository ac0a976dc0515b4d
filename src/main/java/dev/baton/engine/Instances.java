package dev.baton.engine;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Asks whether an instance is still there, and starts one in the middle of its diagram, for a record that stands there. */
@Component
public class Instances {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Where in its diagram an instance begins, and with what.
     *
     * @param variables a record or map whose components become variables
     */
    public record Start(List<String> elements, Object variables) {}

    private final CamundaClient camunda;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;

    Instances(CamundaClient camunda, ObjectMapper json, TransactionTemplate transaction) {
        this.camunda = camunda;
        this.json = json;
        this.transaction = transaction;
    }

    /**
     * Gives a record whose instance is gone a new one; does nothing where it is there.
     *
     * @param letGo takes the lost one from the record, in a transaction; null where the record starts from its beginning,
     *     or somebody else was faster
     * @param goOnIn gives the record its new one, in another
     */
    @Transactional(propagation = Propagation.NEVER)
    public void startInsteadOf(long lost, String processId, Supplier<@Nullable Start> letGo, LongConsumer goOnIn) {
        if (!isGone(lost)) {
            return;
        }
        var start = transaction.execute(status -> letGo.get());
        if (start == null) {
            return;
        }
        var instance = startAt(processId, start.elements(), start.variables());
        transaction.executeWithoutResult(status -> goOnIn.accept(instance));
    }

    /** Ended or cancelled; 0 is none. */
    @Transactional(propagation = Propagation.NEVER)
    public boolean isGone(long key) {
        return asked(key).toCompletableFuture().join();
    }

    /**
     * Setting no variable changes nothing, and is refused for an instance that is not there: the engine answers no other
     * question about an instance over gRPC.
     */
    CompletionStage<Boolean> asked(long key) {
        if (key == 0) {
            return CompletableFuture.completedFuture(true);
        }
        return camunda.newSetVariablesCommand(key)
                .variables(Map.of())
                .local(true)
                .requestTimeout(PATIENCE)
                .send()
                .handle((ok, error) -> {
                    if (error == null) {
                        return false;
                    }
                    if (EngineAnswers.isGone(error)) {
                        return true;
                    }
                    throw new IllegalStateException("the engine did not say whether " + key + " is there", error);
                });
    }

    /**
     * @param elements where tokens are put
     * @param variables a record or map whose components become variables
     * @return the key of the instance
     */
    @Transactional(propagation = Propagation.NEVER)
    public long startAt(String processId, Collection<String> elements, Object variables) {
        var command = camunda.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(write(variables));
        for (var element : elements) {
            command = command.startBeforeElement(element);
        }
        return command.requestTimeout(PATIENCE).send().join().getProcessInstanceKey();
    }

    /**
     * Starts a step of a running instance, in the scope in which the instance is.
     *
     * @param insteadOf the key of an element instance that ends with it; where that has ended, nothing happens
     */
    @Transactional(propagation = Propagation.NEVER)
    public void activate(long key, String element, @Nullable Long insteadOf) {
        var started = camunda.newModifyProcessInstanceCommand(key).activateElement(element);
        var command = insteadOf == null ? started : started.and().terminateElement(insteadOf);
        command.requestTimeout(PATIENCE).send().join();
    }

    private String write(Object variables) {
        try {
            return json.writeValueAsString(variables);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("variables must be JSON", e);
        }
    }
}
