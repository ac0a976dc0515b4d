package dev.baton.lead;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the deployed table {@code response-window} says for each source (LR-06): read from the table itself. */
@Component
public class ResponseTimetable {

    /** The promise for one source; for a source that no line of the table names, where it is null. */
    public record Row(
            @Nullable String source,
            long minutes,
            long firstReminderMinutes,
            long managerMinutes,
            long followUpHours,
            String timeoutAction) {}

    /** Matches the line for everything else, and no other. */
    private static final String NOBODY_KNOWS = "";

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
        return Stream.concat(
                        IntakeRules.SOURCES.stream().flatMap(source -> row(table, source, source).stream()),
                        row(table, null, NOBODY_KNOWS).stream())
                .toList();
    }

    private Optional<Row> row(DeployedResource table, @Nullable String shownAs, String source) {
        return tables.evaluate(table, Map.of("source", source, "intent", "medium")) instanceof Map<?, ?> result
                ? Optional.of(row(shownAs, result))
                : Optional.empty();
    }

    private static Row row(@Nullable String source, Map<?, ?> result) {
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
