package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;
import java.util.HashSet;

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
        }
        table.rows().forEach(row -> cells.filled(table, row, "key", "nameZh", "nameEn"));
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
