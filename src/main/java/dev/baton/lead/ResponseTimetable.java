package dev.baton.lead;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.shared.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the deployed table {@code response-window} says for each source (LR-06): read from the table itself. */
@Component
public class ResponseTimetable {

    /** The promise for one source. */
    public record Row(
            String source,
            long minutes,
            long firstReminderMinutes,
            long managerMinutes,
            long followUpHours,
            String timeoutAction) {}

    private final DeployedResources resources;
    private final DecisionTables tables;

    ResponseTimetable(DeployedResources resources, DecisionTables tables) {
        this.resources = resources;
        this.tables = tables;
    }

    public List<Row> rows() {
        var table = resources
                .latest(DeployedResource.Kind.DECISION, "response-window")
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNAVAILABLE, "engine-unavailable", null, Map.of()));
        return IntakeRules.SOURCES.stream().map(source -> row(table, source)).toList();
    }

    private Row row(DeployedResource table, String source) {
        var result = (Map<?, ?>) tables.evaluate(table, Map.of("source", source, "intent", "medium"));
        var minutes = number(result, "minutes");
        return new Row(
                source,
                Math.round(minutes),
                Math.round(minutes * number(result, "reminderShare")),
                Math.round(minutes * number(result, "managerFactor")),
                Math.round(number(result, "followUpHours")),
                String.valueOf(result.get("timeoutAction")));
    }

    private static double number(Map<?, ?> result, String name) {
        return result.get(name) instanceof Number value ? value.doubleValue() : 0;
    }
}
