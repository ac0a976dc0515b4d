package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;
import java.util.HashSet;
import java.util.List;

/** Three to five sub-states a stage (SW-01) and twelve reasons why a deal stands (SW-03), in {@code substates.dmn}. */
record SubstatesCheck(CellChecks cells) {

    private static final int FEWEST_SUBSTATES = 3;
    private static final int MOST_SUBSTATES = 5;
    private static final int REASONS = 12;

    void run() {
        substates(cells.table("substates"));
        reasons(cells.table("blocker-reasons"));
    }

    private void substates(DecisionTable table) {
        cells.unique(table, "key");
        for (var stage : cells.stages()) {
            var rows = table.rowsFor("stage", stage);
            if (rows.size() < FEWEST_SUBSTATES || rows.size() > MOST_SUBSTATES) {
                cells.counted(
                        table,
                        rows,
                        "the stage \"" + stage + "\" has " + rows.size() + " sub-states",
                        "Every stage has " + FEWEST_SUBSTATES + " to " + MOST_SUBSTATES);
            }
            during(table, rows);
        }
        table.rows().forEach(row -> cells.filled(table, row, "key", "nameZh", "nameEn"));
    }

    /** Where it is left out, the sub-state stays what somebody ticked. */
    private void during(DecisionTable table, List<DecisionTable.Row> rows) {
        var known = false;
        for (var row : rows) {
            var word = row.word("during");
            if (!word.isEmpty() && !word.equals(Stage.Substate.APPROVAL)) {
                cells.fault(table.fault(
                        row,
                        "\"" + word + "\" is nothing that runs",
                        "Write \"" + Stage.Substate.APPROVAL + "\" or \"\""));
            } else if (known && !word.isEmpty()) {
                cells.fault(table.fault(
                        row, "the stage has two sub-states that hold while an approval runs", "Keep one of them"));
            }
            known |= word.equals(Stage.Substate.APPROVAL);
        }
    }

    private void reasons(DecisionTable table) {
        if (table.rows().size() != REASONS) {
            cells.counted(
                    table,
                    table.rows(),
                    "it has " + table.rows().size() + " reasons why a deal stands",
                    "Keep exactly " + REASONS);
        }
        var keys = new HashSet<String>();
        for (var row : table.rows()) {
            cells.filled(table, row, "key", "nameZh", "nameEn");
            if (!keys.add(row.word("key"))) {
                cells.fault(table.fault(row, "the reason \"" + row.word("key") + "\" is there twice", "Rename one"));
            }
        }
    }
}
