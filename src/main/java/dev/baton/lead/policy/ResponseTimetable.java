package dev.baton.lead.policy;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.lead.contact.Intents;
import dev.baton.lead.contact.Sources;
import dev.baton.shared.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the deployed table {@code response-window} says for each source (LR-06): read from the table itself. */
@Component
public class ResponseTimetable {

    /**
     * The promise for one source; for a source that no line of the table names, where it is null.
     *
     * @param intent null where the table promises the same whatever the intent
     */
    public record Row(
            @Nullable String source,
            @Nullable String intent,
            long minutes,
            long firstReminderMinutes,
            long managerMinutes,
            long followUpHours,
            String timeoutAction) {

        private Row whateverTheIntent() {
            return new Row(source, null, minutes, firstReminderMinutes, managerMinutes, followUpHours, timeoutAction);
        }
    }

    /** Matches the line for everything else, and no other. */
    private static final String NOBODY_KNOWS = "";

    private static final Map<String, String> ANSWERS = Map.of(
            "response-window", "window",
            "route-region", "regionRoute",
            "route-industry", "businessLine",
            "route-size", "sizeRoute");

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
                        Sources.IN_ORDER.stream().flatMap(source -> rows(table, source, source)),
                        rows(table, null, NOBODY_KNOWS))
                .toList();
    }

    /** What the tables on the way to an owner answer, under the names that the diagram gives their answers. */
    public Map<String, @Nullable Object> answers(Map<String, @Nullable Object> lead) {
        var answers = new HashMap<String, @Nullable Object>();
        // The tables know "not given" as the empty word as well.
        var given = new HashMap<String, Object>();
        lead.forEach((name, value) -> given.put(name, value == null ? "" : value));
        ANSWERS.forEach((decision, variable) -> resources
                .latest(DeployedResource.Kind.DECISION, decision)
                .ifPresent(table -> answers.put(variable, tables.evaluate(table, given))));
        return answers;
    }

    private Stream<Row> rows(DeployedResource table, @Nullable String shownAs, String source) {
        var promises = Intents.IN_ORDER.stream()
                .flatMap(intent -> row(table, shownAs, source, intent).stream())
                .toList();
        var same = promises.size() == Intents.IN_ORDER.size()
                && promises.stream().map(Row::whateverTheIntent).distinct().count() == 1;
        return same ? Stream.of(promises.getFirst().whateverTheIntent()) : promises.stream();
    }

    private Optional<Row> row(DeployedResource table, @Nullable String shownAs, String source, String intent) {
        return tables.evaluate(table, Map.of("source", source, "intent", intent)) instanceof Map<?, ?> result
                ? Optional.of(row(shownAs, intent, result))
                : Optional.empty();
    }

    private static Row row(@Nullable String source, String intent, Map<?, ?> result) {
        var minutes = number(result, "minutes");
        return new Row(
                source,
                intent,
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
