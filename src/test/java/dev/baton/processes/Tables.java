package dev.baton.processes;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
