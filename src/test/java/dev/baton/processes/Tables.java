package dev.baton.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Asks a decision table the way a diagram does. */
record Tables(EngineInMemory engine) {

    private static final JsonMapper JSON = new JsonMapper();

    JsonNode ask(String decision, Map<String, ?> variables) {
        var answer = engine.client
                .newEvaluateDecisionCommand()
                .decisionId(decision)
                .variables(variables)
                .send()
                .join();
        if (answer.getFailureMessage() != null && !answer.getFailureMessage().isEmpty()) {
            throw new IllegalStateException(answer.getFailureMessage());
        }
        try {
            return JSON.readTree(answer.getDecisionOutput());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
