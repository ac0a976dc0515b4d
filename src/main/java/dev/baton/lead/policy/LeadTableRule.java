package dev.baton.lead.policy;

import dev.baton.engine.tables.DecisionTable;
import dev.baton.engine.tables.DeployableTables;
import dev.baton.engine.tables.TableFault;
import dev.baton.engine.tables.TableRule;
import dev.baton.lead.contact.Intents;
import dev.baton.lead.contact.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the tables of {@code lead-response} have to say so that every lead gets a window and a way to somebody. */
@Component
class LeadTableRule implements TableRule {

    @Override
    public Set<String> decisions() {
        return Set.of("response-window", "route-region", "route-industry", "route-size");
    }

    @Override
    public Set<String> mustAnswer() {
        return decisions();
    }

    @Override
    public void check(DeployableTables tables, Consumer<TableFault> faults) {
        windows(tables.table("response-window"), faults);
        known(tables.table("route-region"), "source", Sources.IN_ORDER, faults);
        var sizes = tables.table("route-size");
        known(sizes, "source", Sources.IN_ORDER, faults);
        for (var row : sizes.rows()) {
            if (!List.of("assign", "rule", "pool").contains(row.word("distribution"))) {
                faults.accept(sizes.fault(
                        row,
                        "nothing knows the distribution " + row.written("distribution"),
                        "Known are assign, rule and pool"));
            }
        }
    }

    private static void windows(DecisionTable table, Consumer<TableFault> faults) {
        known(table, "source", Sources.IN_ORDER, faults);
        known(table, "intent", Intents.ALL, faults);
        for (var row : table.rows()) {
            within(table, row, "minutes", 0, Double.MAX_VALUE, faults);
            within(table, row, "reminderShare", 0, 1, faults);
            within(table, row, "managerFactor", 1, Double.MAX_VALUE, faults);
            within(table, row, "followUpHours", 0, Double.MAX_VALUE, faults);
        }
    }

    /** Above the one and at most the other; a manager's factor of 1 would be no second window. */
    private static void within(
            DecisionTable table,
            DecisionTable.Row row,
            String column,
            double above,
            double most,
            Consumer<TableFault> faults) {
        var figure = row.number(column);
        if (!isWithin(figure, above, most)) {
            faults.accept(table.fault(
                    row,
                    "\"" + column + "\" says " + row.written(column),
                    "Write a figure above " + (int) above + (most > 1 ? "" : " and at most 1")));
        }
    }

    private static boolean isWithin(@Nullable Double figure, double above, double most) {
        return figure != null && figure > above && figure <= most;
    }

    private static void known(
            DecisionTable table, String column, Collection<String> words, Consumer<TableFault> faults) {
        for (var row : table.rows()) {
            row.words(column).stream()
                    .filter(word -> !words.contains(word))
                    .forEach(word -> faults.accept(table.fault(
                            row,
                            "nothing knows the " + column + " \"" + word + "\"",
                            "Known are "
                                    + String.join(", ", words.stream().sorted().toList()))));
        }
    }
}
