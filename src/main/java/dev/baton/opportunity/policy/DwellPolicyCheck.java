package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A limit for everything that can stand, in {@code dwell-policy.dmn}. */
record DwellPolicyCheck(CellChecks cells) {

    private static final Set<String> UNITS = Set.of("days", "hours", "working-days");

    void run() {
        limits(cells.table("dwell-policy"));
    }

    private void limits(DecisionTable table) {
        var limits = Arrays.stream(DwellPolicy.Limit.values())
                .map(DwellPolicy.Limit::word)
                .toList();
        var substates = cells.table("substates").rows().stream()
                .map(row -> row.word("key"))
                .collect(Collectors.toSet());
        for (var row : table.rows()) {
            if (!row.takesAny("limit") && row.words("limit").stream().noneMatch(limits::contains)) {
                // A limit of another module.
                continue;
            }
            cells.known(table, row, "substate", substates);
            cells.oneOf(table, row, "unit", UNITS);
            var amount = row.number("amount");
            if (amount == null || amount <= 0) {
                cells.fault(table.fault(row, "\"amount\" is not above zero", "Write how long it may stand"));
            } else if (row.word("unit").equals("working-days") && amount != Math.rint(amount)) {
                cells.fault(table.fault(row, "\"amount\" is no whole number of working days", "Round it"));
            }
        }
        for (var limit : limits) {
            cells.stages().stream()
                    .filter(stage -> table.answering(Map.of("limit", limit, "stage", stage, "substate", ""))
                            .isEmpty())
                    .forEach(stage -> cells.fault(table.fault(
                            "it has no row for the limit \"" + limit + "\" of the stage \"" + stage + "\"",
                            "Add one, or one with - as stage")));
        }
    }
}
