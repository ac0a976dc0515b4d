package dev.baton.customer.matching;

import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.engine.tables.DecisionTable;
import dev.baton.engine.tables.DeployableTables;
import dev.baton.engine.tables.TableFault;
import dev.baton.engine.tables.TableRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the table of matching has to say so that nobody is merged by a slip of its owner's hand. */
@Component
class MatchTableRule implements TableRule {

    private static final Set<String> FIGURES =
            Arrays.stream(Figure.values()).map(Figure::word).collect(Collectors.toSet());
    private static final int MOST_PERCENT = 100;

    @Override
    public Set<String> decisions() {
        return Set.of(MatchTables.FIELD, MatchTables.FIGURE, MatchTables.PLACEHOLDER);
    }

    @Override
    public Map<String, Set<String>> words() {
        return Map.of(
                MatchTables.FIELD + ".field",
                MatchField.WORDS,
                MatchTables.FIGURE + ".figure",
                FIGURES,
                MatchTables.PLACEHOLDER + ".field",
                Set.copyOf(MatchTables.WITH_PLACEHOLDERS));
    }

    @Override
    public void check(DeployableTables tables, Consumer<TableFault> faults) {
        var fields = tables.table(MatchTables.FIELD);
        for (var row : fields.rows()) {
            within(fields, row, "confidence", 0, MOST_PERCENT, faults);
            if (row.word("evidence").isBlank()) {
                faults.accept(fields.fault(row, "\"evidence\" is empty", "Write a text in quotes"));
            }
        }
        var figures = tables.table(MatchTables.FIGURE);
        figures.rows().forEach(row -> within(figures, row, "value", 0, MOST_PERCENT, faults));
        var oneClick = figure(figures, Figure.ONE_CLICK);
        var review = figure(figures, Figure.REVIEW);
        if (oneClick < review) {
            faults.accept(figures.fault(
                    "\"one-click\" is below \"review\": a pair would be merged that nobody would be shown",
                    "Raise one-click to review or above"));
        }
        if (figure(figures, Figure.WEIGHT_BRAND) <= 0) {
            faults.accept(figures.fault("the brand word of a name has no weight", "Write a figure above 0"));
        }
    }

    private static double figure(DecisionTable table, Figure figure) {
        return table.rowsFor("figure", figure.word()).stream()
                .map(row -> row.number("value"))
                .filter(value -> value != null)
                .findFirst()
                .orElse(0d);
    }

    private static void within(
            DecisionTable table,
            DecisionTable.Row row,
            String column,
            double least,
            double most,
            Consumer<TableFault> faults) {
        var figure = row.number(column);
        if (figure == null || figure < least || figure > most) {
            faults.accept(table.fault(
                    row,
                    "\"" + column + "\" says " + row.written(column),
                    "Write a figure between " + (int) least + " and " + (int) most));
        }
    }
}
