package dev.baton.opportunity.policy;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.engine.tables.DecisionTable;
import dev.baton.evidence.inspection.FileType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A gate for every stage: its files, its conditions and what is done for it (SG-02), in {@code stage-policy.dmn}. */
record StagePolicyCheck(CellChecks cells) {

    private static final int CONDITIONS = 3;
    private static final int MOST_DEPTH = 100;
    private static final Set<String> COMPARED = Set.of("amount", "date", "none");
    private static final Set<String> ACTIONS = Set.of("evidence", "document", "record");
    private static final Set<String> PAPERS = Set.of("minutes", "confirmation-mail");
    /** Which rules make sense for a field of a deal. */
    private static final Map<String, Set<String>> RULES = Map.of(
            "amount", Set.of("required", "min", "max"),
            "discount", Set.of("required", "min", "max"),
            "expectedCloseOn", Set.of("required", "future"),
            "contractType", Set.of("required"),
            "customerEmail", Set.of("required"));

    void run() {
        policy(cells.table("stage-policy"));
        evidence(cells.table("stage-evidence"));
        conditions(cells.table("stage-conditions"));
        actions(cells.table("stage-actions"));
        fields(cells.table("stage-fields"));
    }

    private void policy(DecisionTable table) {
        var orders = new HashMap<Double, String>();
        for (var stage : cells.stages()) {
            var rows = table.rowsFor("stage", stage);
            if (rows.isEmpty()) {
                cells.fault(table.fault("it has no row for the stage \"" + stage + "\" of the diagram", "Add one"));
                continue;
            }
            var row = rows.getFirst();
            var order = row.number("order");
            if (order == null || order != Math.rint(order) || order < 1) {
                cells.fault(table.fault(row, "\"order\" is no whole number from 1 up", "Number the stages"));
            } else if (orders.putIfAbsent(order, stage) != null) {
                cells.fault(table.fault(
                        row,
                        "\"order\" " + order.intValue() + " is the one of \"" + orders.get(order) + "\" too",
                        "Give each stage a number of its own"));
            }
            cells.filled(table, row, "nameZh", "nameEn", "definitionZh", "definitionEn", "definitionApprovedBy");
            var version = row.number("definitionVersion");
            if (version == null || version != Math.rint(version) || version < 1) {
                cells.fault(table.fault(
                        row,
                        "\"definitionVersion\" is no whole number from 1 up",
                        "Raise it by one when the meaning changes"));
            }
            cells.oneOf(
                    table,
                    row,
                    "approval",
                    Stream.concat(
                                    Stream.of("none"),
                                    Arrays.stream(ApprovalKind.values()).map(ApprovalKind::name))
                            .toList());
        }
    }

    private void evidence(DecisionTable table) {
        cells.unique(table, "kind");
        var kinds = table.rows().stream().map(row -> row.word("kind")).toList();
        for (var row : table.rows()) {
            cells.filled(table, row, "kind", "nameZh", "nameEn");
            cells.oneOf(table, row, "compare", COMPARED);
            for (var other : row.word("alsoAs").split(",", -1)) {
                if (!other.isBlank() && !kinds.contains(other.strip())) {
                    cells.fault(table.fault(
                            row,
                            "\"alsoAs\" names \"" + other.strip() + "\", which is no kind of evidence",
                            "Name the code of another row"));
                }
            }
            try {
                if (FileType.named(row.word("types")).isEmpty()) {
                    cells.fault(table.fault(row, "\"types\" names no type of file", "Name one, for example pdf"));
                }
            } catch (IllegalArgumentException unknown) {
                cells.fault(table.fault(row, "\"types\": " + unknown.getMessage(), "Correct the word"));
            }
        }
    }

    private void conditions(DecisionTable table) {
        cells.unique(table, "code");
        for (var stage : cells.stages()) {
            var rows = table.rowsFor("stage", stage);
            if (rows.size() != CONDITIONS) {
                cells.counted(
                        table,
                        rows,
                        "the stage \"" + stage + "\" has " + rows.size() + " hard conditions",
                        "Every stage has exactly " + CONDITIONS);
            }
            rows.forEach(row -> cells.provedBy(table, row, "evidence", stage));
        }
        table.rows().forEach(row -> cells.filled(table, row, "code", "textZh", "textEn"));
    }

    private void actions(DecisionTable table) {
        cells.unique(table, "key");
        for (var row : table.rows()) {
            cells.filled(table, row, "key", "textZh", "textEn");
            cells.oneOf(table, row, "kind", ACTIONS);
            var depth = row.number("depth");
            if (depth == null || depth < 0 || depth > MOST_DEPTH) {
                cells.fault(table.fault(row, "\"depth\" is not between 0 and " + MOST_DEPTH, "Correct the figure"));
            }
            switch (row.word("kind")) {
                case "document" -> cells.oneOf(table, row, "target", PAPERS);
                case "record" -> cells.oneOf(table, row, "target", Set.of(""));
                case "evidence" -> {
                    cells.filled(table, row, "target");
                    row.words("stage").forEach(stage -> cells.provedBy(table, row, "target", stage));
                }
                default -> {
                    // Has been said.
                }
            }
        }
    }

    private void fields(DecisionTable table) {
        for (var row : table.rows()) {
            cells.oneOf(table, row, "field", RULES.keySet());
            var rules = RULES.get(row.word("field"));
            if (rules != null) {
                cells.oneOf(table, row, "rule", rules);
            }
            if (row.number("limit") == null) {
                cells.fault(table.fault(row, "\"limit\" is no figure", "Write 0 where the rule needs none"));
            }
            cells.filled(table, row, "textZh", "textEn");
        }
    }
}
