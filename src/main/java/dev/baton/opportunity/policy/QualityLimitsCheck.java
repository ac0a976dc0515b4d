package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;

/** A limit for every rate, in {@code quality-limits.dmn}. */
record QualityLimitsCheck(CellChecks cells) {

    private static final int MOST_PERCENT = 100;

    void run() {
        rates(cells.table("quality-limits"));
    }

    private void rates(DecisionTable table) {
        for (var row : table.rows()) {
            cells.known(table, row, "metric", QualityLimits.METRICS);
            var limit = row.number("limit");
            if (row.words("metric").contains(QualityLimits.FEWEST_STAYS)) {
                if (limit == null || limit < 1 || limit != Math.rint(limit)) {
                    cells.fault(table.fault(row, "\"limit\" is no whole number from 1 up", "Correct the figure"));
                }
            } else if (limit == null || limit < 0 || limit > MOST_PERCENT) {
                cells.fault(table.fault(
                        row, "\"limit\" is no percentage between 0 and " + MOST_PERCENT, "Correct the figure"));
            }
        }
        QualityLimits.METRICS.stream()
                .filter(metric -> table.rowsFor("metric", metric).isEmpty())
                .forEach(metric ->
                        cells.fault(table.fault("it has no limit for \"" + metric + "\"", "Add a row for it")));
    }
}
