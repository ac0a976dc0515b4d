package dev.baton.opportunity.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.engine.DeployedResource;
import dev.baton.evidence.inspection.FileType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the stages of a deal are and ask for, read from the tables that process owners edit: a changed table counts from
 * the next look on (SG-12).
 */
@Component
public class StagePolicy {

    private static final String STAGE_POLICY = "stage-policy";

    /** Content and version are part of the key: the same table may be deployed again, and a test may deploy two as one version. */
    private record Read(String stage, String policy, int version, String substates) {}

    private final StageTables tables;
    private final StageDiagram diagram;
    private final Cache<Read, Optional<Stage>> read =
            Caffeine.newBuilder().maximumSize(200).build();

    StagePolicy(StageTables tables, StageDiagram diagram) {
        this.tables = tables;
        this.diagram = diagram;
    }

    /** The stages of the diagram, in order. */
    public List<Stage> stages() {
        return diagram.places().keySet().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Stage::order))
                .toList();
    }

    public Optional<Stage> find(String key) {
        var policy = tables.table(STAGE_POLICY);
        var substates = tables.table("substates");
        return read.get(
                new Read(key, policy.content(), policy.version(), substates.content()),
                any -> evaluate(key, policy, substates));
    }

    /** @throws IllegalStateException where no table knows the stage: nothing may pass a gate that nobody has defined */
    public Stage stage(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException(STAGE_POLICY + " has no row for stage " + key));
    }

    /** Why a deal may not move, as people pick it. */
    public List<Stage.Substate> blockerReasons() {
        var table = tables.table("blocker-reasons");
        return tables.rows(table, Map.of("stage", "")).stream()
                .map(row -> new Stage.Substate(word(row, "key"), text(row, "name"), ""))
                .toList();
    }

    private Optional<Stage> evaluate(String key, DeployedResource policy, DeployedResource substates) {
        Map<String, Object> context = Map.of("stage", key);
        var row = tables.row(policy, context);
        if (row == null) {
            return Optional.empty();
        }
        return Optional.of(new Stage(
                key,
                (int) number(row, "order"),
                text(row, "name"),
                text(row, "definition"),
                (int) number(row, "definitionVersion"),
                word(row, "definitionApprovedBy"),
                word(row, "approval"),
                rows("stage-evidence", context).stream().map(StagePolicy::proof).toList(),
                rows("stage-conditions", context).stream()
                        .map(one -> new Stage.Condition(word(one, "code"), text(one, "text"), word(one, "evidence")))
                        .toList(),
                rows("stage-actions", context).stream().map(StagePolicy::action).toList(),
                rows("stage-fields", context).stream()
                        .map(one -> new Stage.FieldRule(
                                word(one, "field"), word(one, "rule"), number(one, "limit"), text(one, "text")))
                        .toList(),
                tables.rows(substates, context).stream()
                        .map(one -> new Stage.Substate(word(one, "key"), text(one, "name"), word(one, "during")))
                        .toList(),
                STAGE_POLICY + ":" + policy.version()));
    }

    private List<Map<?, ?>> rows(String decision, Map<String, Object> context) {
        return tables.rows(tables.table(decision), context);
    }

    private static Stage.Proof proof(Map<?, ?> row) {
        return new Stage.Proof(
                word(row, "kind"),
                text(row, "name"),
                FileType.named(word(row, "types")),
                yes(row, "required"),
                word(row, "compare"),
                codes(word(row, "alsoAs")));
    }

    private static Stage.Action action(Map<?, ?> row) {
        return new Stage.Action(
                word(row, "key"),
                text(row, "text"),
                word(row, "kind"),
                word(row, "target"),
                yes(row, "required"),
                word(row, "writes"),
                (int) number(row, "depth"));
    }

    private static Set<String> codes(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Text text(Map<?, ?> row, String name) {
        return new Text(word(row, name + "Zh"), word(row, name + "En"));
    }

    private static String word(Map<?, ?> row, String column) {
        return row.get(column) instanceof String word ? word : "";
    }

    private static double number(Map<?, ?> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : 0;
    }

    private static boolean yes(Map<?, ?> row, String column) {
        return Boolean.TRUE.equals(row.get(column));
    }
}
