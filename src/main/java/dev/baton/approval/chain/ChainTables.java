package dev.baton.approval.chain;

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

/** The tables that approvals go by: as deployed, or as packaged while nothing is deployed. */
@Component
public class ChainTables {

    private static final String CHAIN = "processes/contract-approval/approval-chain.dmn";

    /** In which file a decision is. */
    private static final Map<String, String> FILES = Map.of(
            "approval-chain", CHAIN,
            "approval-limits", CHAIN,
            "approval-rates", CHAIN,
            "approval-calls", CHAIN,
            "contract-types", CHAIN,
            "dwell-policy", "processes/opportunity-stages/dwell-policy.dmn");

    private final DeployedResources resources;
    private final DecisionTables tables;
    private final Map<String, DeployedResource> packaged = new ConcurrentHashMap<>();

    ChainTables(DeployedResources resources, DecisionTables tables) {
        this.resources = resources;
        this.tables = tables;
    }

    DeployedResource table(String decision) {
        return resources.latest(DeployedResource.Kind.DECISION, decision).orElseGet(() -> packaged(decision));
    }

    /** The rows of a table that collects; none where no row matches. */
    List<Map<?, ?>> rows(String decision, Map<String, Object> context) {
        return tables.evaluate(table(decision), context) instanceof List<?> rows
                ? rows.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList()
                : List.of();
    }

    /** The answer of a table that answers with one: a row, or a value where there is one column; null where none fits. */
    @Nullable
    public Object one(String decision, Map<String, Object> context) {
        return tables.evaluate(table(decision), context);
    }

    private DeployedResource packaged(String decision) {
        return packaged.computeIfAbsent(decision, ChainTables::read);
    }

    private static DeployedResource read(String decision) {
        var file = FILES.get(decision);
        if (file == null) {
            throw new IllegalArgumentException("no table of approvals: " + decision);
        }
        try {
            var content = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
            return new DeployedResource(DeployedResource.Kind.DECISION, 0, decision, 0, content, Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
