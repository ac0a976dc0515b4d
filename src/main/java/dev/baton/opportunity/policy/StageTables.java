package dev.baton.opportunity.policy;

import static java.util.Map.entry;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The diagram and the tables of {@code opportunity-stages}: as deployed, or as packaged while nothing is deployed. */
@Component
public class StageTables {

    /** What kinds of customer a table may tell apart. */
    public static final List<String> CUSTOMER_TYPES = List.of("smb", "enterprise", "government");

    /** In which file of the process a decision is. */
    static final Map<String, String> FILES = Map.ofEntries(
            entry("stage-policy", "stage-policy.dmn"),
            entry("stage-evidence", "stage-policy.dmn"),
            entry("stage-conditions", "stage-policy.dmn"),
            entry("stage-actions", "stage-policy.dmn"),
            entry("stage-fields", "stage-policy.dmn"),
            entry("substates", "substates.dmn"),
            entry("blocker-reasons", "substates.dmn"),
            entry("dwell-policy", "dwell-policy.dmn"),
            entry("risk-level", "risk-level.dmn"),
            entry("process-variant", "process-variant.dmn"),
            entry("quality-limits", "quality-limits.dmn"));

    private final DeployedResources resources;
    private final DecisionTables tables;
    private final Map<String, DeployedResource> packaged = new ConcurrentHashMap<>();

    StageTables(DeployedResources resources, DecisionTables tables) {
        this.resources = resources;
        this.tables = tables;
    }

    public DeployedResource diagram() {
        return resources
                .latest(DeployedResource.Kind.PROCESS, OpportunityStages.PROCESS)
                .orElseGet(() -> packaged(
                        DeployedResource.Kind.PROCESS, OpportunityStages.PROCESS, OpportunityStages.PROCESS + ".bpmn"));
    }

    /** The diagram in a version; the newest where that one is not on file. */
    DeployedResource diagram(int version) {
        var newest = diagram();
        return newest.version() == version
                ? newest
                : resources.versions(DeployedResource.Kind.PROCESS, OpportunityStages.PROCESS).stream()
                        .filter(one -> one.version() == version)
                        .findFirst()
                        .orElse(newest);
    }

    DeployedResource table(String decision) {
        var file = FILES.get(decision);
        if (file == null) {
            throw new IllegalArgumentException("no table of this process: " + decision);
        }
        return resources
                .latest(DeployedResource.Kind.DECISION, decision)
                .orElseGet(() -> packaged(DeployedResource.Kind.DECISION, decision, file));
    }

    /** The rows of a table that collects. */
    List<Map<?, ?>> rows(DeployedResource table, Map<String, Object> context) {
        return tables.evaluate(table, context) instanceof List<?> rows
                ? rows.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList()
                : List.of();
    }

    /** The row of a table that answers with one; null where no row matches. */
    @Nullable
    Map<?, ?> row(DeployedResource table, Map<String, Object> context) {
        return (Map<?, ?>) tables.evaluate(table, context);
    }

    /** The answer of a table with one output column. */
    @Nullable
    public Object value(String decision, Map<String, Object> context) {
        return tables.evaluate(table(decision), context);
    }

    private DeployedResource packaged(DeployedResource.Kind kind, String id, String file) {
        return packaged.computeIfAbsent(id, any -> read(kind, id, file));
    }

    private static DeployedResource read(DeployedResource.Kind kind, String id, String file) {
        try {
            var content = new ClassPathResource("processes/" + OpportunityStages.PROCESS + "/" + file)
                    .getContentAsString(StandardCharsets.UTF_8);
            return new DeployedResource(kind, 0, id, 0, content, Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
