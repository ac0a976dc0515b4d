package dev.baton.assignment;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResource.Kind;
import dev.baton.engine.DeployedResources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * Finds out which version of a table the engine has used (LO-03). The engine evaluates the newest and does not tell a
 * worker which one that was.
 */
@Component
class TableVersions {

    private static final String PROMISES_TABLE = "response-window";
    private static final TypeReference<List<Map<String, Object>>> CANDIDATES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};

    private final DeployedResources resources;
    private final DecisionTables tables;
    private final ObjectMapper json;

    TableVersions(DeployedResources resources, DecisionTables tables, ObjectMapper json) {
        this.resources = resources;
        this.tables = tables;
        this.json = json;
    }

    /** The versions of the tables that routed a lead at that time, by the levels that the diagram has recorded. */
    Map<String, Integer> ofRouting(Routing routing, Instant at) {
        var versions = new TreeMap<String, Integer>();
        for (var level : routing.levels()) {
            var table = "route-" + level;
            resources.inForce(Kind.DECISION, table, at).ifPresent(version -> versions.put(table, version.version()));
        }
        return versions;
    }

    /** Those, and the version of the table that says what the new owner has promised (LO-03). */
    Map<String, Integer> withPromise(Map<String, Integer> ofRouting, Instant at) {
        var versions = new TreeMap<>(ofRouting);
        resources
                .inForce(Kind.DECISION, PROMISES_TABLE, at)
                .ifPresent(version -> versions.put(PROMISES_TABLE, version.version()));
        return versions;
    }

    /**
     * The version that gave these weights: the newest, unless it came while the decision was being made. Then it is the
     * one that gives them again.
     */
    Optional<DeployedResource> ofWeights(Decisions.Prepared prepared, List<Weight> weights) {
        var newest = resources.latest(Kind.DECISION, ChoosingOwner.WEIGHTS_TABLE);
        if (newest.isEmpty() || newest.get().deployedAt().isBefore(prepared.at())) {
            return newest;
        }
        var inputs = prepared.inputs().get();
        return resources.versions(Kind.DECISION, ChoosingOwner.WEIGHTS_TABLE).stream()
                .filter(version -> weights.equals(weigh(version, inputs)))
                .findFirst()
                .or(() -> newest);
    }

    /** A version of a table by its number. */
    Optional<DeployedResource> version(String table, int number) {
        return resources.versions(Kind.DECISION, table).stream()
                .filter(version -> version.version() == number)
                .findFirst();
    }

    Optional<DeployedResource> weightsInForce(Instant at) {
        return resources.inForce(Kind.DECISION, ChoosingOwner.WEIGHTS_TABLE, at);
    }

    /** What a version of a routing table answers to what the lead was routed by. */
    @Nullable
    Object route(DeployedResource table, Routing.Asked asked) {
        return tables.evaluate(table, json.convertValue(asked, PARAMETERS));
    }

    List<Weight> weigh(DeployedResource table, Decisions.Inputs inputs) {
        var result = tables.evaluate(
                table,
                Map.of(
                        "candidates",
                        json.convertValue(inputs.candidates(), CANDIDATES),
                        "parameters",
                        json.convertValue(inputs.parameters(), PARAMETERS)));
        return json.convertValue(result, new TypeReference<>() {});
    }
}
