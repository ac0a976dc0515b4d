package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTablesTests {

    private final DecisionTables tables = new DecisionTables();

    @Test
    void readsARowOfADecisionTable() throws IOException {
        var row = (Map<?, ?>) tables.evaluate(
                table("response-window", "response-windows.dmn"), Map.of("source", "douyin", "intent", "high"));

        assertThat(((Number) row.get("minutes")).intValue()).isEqualTo(15);
        assertThat(row.get("timeoutAction")).isInstanceOf(String.class);
    }

    @Test
    void answersWithNothingWhereNoRowMatches() throws IOException {
        var content = Files.readString(Path.of("processes/opportunity-stages/stage-policy.dmn"));
        var policy = new DeployedResource(DeployedResource.Kind.DECISION, 1, "stage-policy", 1, content, Instant.EPOCH);

        assertThat(tables.evaluate(policy, Map.of("stage", "first-contact"))).isInstanceOf(Map.class);
        assertThat(tables.evaluate(policy, Map.of("stage", "moon"))).isNull();
    }

    @Test
    void evaluatesAnExpressionOverAListOfCandidates() throws IOException {
        var candidate = new HashMap<String, Object>(Map.of(
                "id",
                "a",
                "saturation",
                2,
                "responseSeconds",
                0,
                "responses",
                0,
                "won",
                0,
                "closed",
                0,
                "stale",
                false));
        var parameters = Map.of("saturationReference", 2, "responseReference", 60, "teamRate", 0.25);

        var result = (List<?>) tables.evaluate(
                table("candidate-weights", "candidate-weights.dmn"),
                Map.of("candidates", List.of(candidate), "parameters", parameters));

        assertThat(((Number) ((Map<?, ?>) result.getFirst()).get("weight")).doubleValue())
                .isEqualTo(1.0);
    }

    @Test
    void saysWhichTableCannotBeRead() {
        var broken = new DeployedResource(DeployedResource.Kind.DECISION, 1, "broken", 1, "<no-dmn/>", Instant.EPOCH);

        assertThatThrownBy(() -> tables.evaluate(broken, Map.of())).isInstanceOf(IllegalStateException.class);
    }

    private static DeployedResource table(String id, String file) throws IOException {
        var content = Files.readString(Path.of("processes/lead-response", file));
        return new DeployedResource(DeployedResource.Kind.DECISION, 1, id, 1, content, Instant.EPOCH);
    }
}
