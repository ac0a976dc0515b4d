package dev.baton.opportunity.policy;

import dev.baton.engine.tables.DecisionTable;
import dev.baton.engine.tables.DeployableTables;
import dev.baton.engine.tables.TableFault;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the checks of all tables of stages ask of a cell, and how they say what is wrong with it. */
record CellChecks(DeployableTables tables, Set<String> stages, Consumer<TableFault> faults) {

    DecisionTable table(String decision) {
        return tables.table(decision);
    }

    void fault(TableFault fault) {
        faults.accept(fault);
    }

    /** The word is a kind of file of the same stage, or nothing. */
    void provedBy(DecisionTable table, DecisionTable.Row row, String column, String stage) {
        var kinds = tables.table("stage-evidence").rowsFor("stage", stage).stream()
                .map(one -> one.word("kind"))
                .toList();
        var kind = row.word(column);
        if (!kind.isEmpty() && !kinds.contains(kind)) {
            faults.accept(table.fault(
                    row,
                    "the stage \"" + stage + "\" takes in no file of the kind \"" + kind + "\"",
                    "Kinds in stage-evidence are " + listed(kinds)));
        }
    }

    void known(DecisionTable table, DecisionTable.Row row, String column, Collection<String> words) {
        row.words(column).stream()
                .filter(word -> !words.contains(word))
                .forEach(word -> faults.accept(table.fault(
                        row, "nothing knows the " + column + " \"" + word + "\"", "Known are " + listed(words))));
    }

    void oneOf(DecisionTable table, DecisionTable.Row row, String column, Collection<String> words) {
        if (!words.contains(row.word(column))) {
            faults.accept(table.fault(
                    row,
                    "nothing knows the " + column + " " + row.written(column),
                    Set.copyOf(words).equals(Set.of("")) ? "Leave it empty" : "Known are " + listed(words)));
        }
    }

    void filled(DecisionTable table, DecisionTable.Row row, String... columns) {
        for (var column : columns) {
            if (row.word(column).isBlank()) {
                faults.accept(table.fault(row, "\"" + column + "\" is empty", "Write a text in quotes"));
            }
        }
    }

    void unique(DecisionTable table, String column) {
        for (var stage : stages) {
            var seen = new HashSet<String>();
            table.rowsFor("stage", stage).stream()
                    .filter(row -> !seen.add(row.word(column)))
                    .forEach(row -> faults.accept(table.fault(
                            row,
                            "the stage \"" + stage + "\" has \"" + row.word(column) + "\" twice",
                            "Rename or delete one")));
        }
    }

    /** Names the last of the rows that are counted, so that somebody finds them. */
    void counted(DecisionTable table, List<DecisionTable.Row> rows, String what, String remedy) {
        faults.accept(rows.isEmpty() ? table.fault(what, remedy) : table.fault(rows.getLast(), what, remedy));
    }

    static String listed(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    void stagesAreKnown(DecisionTable table) {
        for (var row : table.rows()) {
            row.words("stage").stream()
                    .filter(stage -> !stages.contains(stage))
                    .forEach(stage -> faults.accept(table.fault(
                            row, "the diagram has no stage \"" + stage + "\"", "Stages are " + listed(stages))));
        }
    }
}
