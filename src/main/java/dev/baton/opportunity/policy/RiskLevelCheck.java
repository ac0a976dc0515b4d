package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;
import java.util.Set;

/** The levels of risk, in {@code risk-level.dmn}. */
record RiskLevelCheck(CellChecks cells) {

    private static final Set<String> RISKS = Set.of("low", "medium", "high");

    void run() {
        risks(cells.table("risk-level"));
    }

    private void risks(DecisionTable table) {
        table.rows().forEach(row -> cells.oneOf(table, row, "level", RISKS));
    }
}
