package dev.baton.engine.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a decision table that has a gap, an overlap, or a word that nothing knows, or a diagram with a
 * gateway that has no default flow: everything under {@code processes/}, before any of it is deployed.
 */
@Component
class CheckingTables implements SmartInitializingSingleton {

    private final List<TableRule> rules;

    CheckingTables(List<TableRule> rules) {
        this.rules = rules;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            var faults = faults(ProcessFiles.read());
            if (!faults.isEmpty()) {
                throw new BrokenTables(faults);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param files by name, as they would be deployed together */
    List<TableFault> faults(Map<String, String> files) {
        var faults = new ArrayList<TableFault>();
        var tables = new TreeMap<String, DecisionTable>();
        var decisions = new HashMap<String, String>();
        new TreeMap<>(files).forEach((name, content) -> {
            if (name.endsWith(".dmn")) {
                var read = TableReader.read(name, content);
                faults.addAll(read.faults());
                read.tables().forEach(table -> tables.put(table.decision(), table));
                read.decisions().forEach(decision -> onlyOnce(name, decision, decisions, faults));
            } else if (name.endsWith(".bpmn")) {
                DiagramReader.check(name, content, faults::add);
            }
        });
        var mustAnswer = new HashSet<String>();
        var words = new HashMap<String, Set<String>>();
        for (var rule : rules) {
            mustAnswer.addAll(rule.mustAnswer());
            rule.words().forEach((column, its) -> words.computeIfAbsent(column, any -> new TreeSet<>())
                    .addAll(its));
        }
        tables.values().forEach(table -> wordsAreKnown(table, words, faults));
        tables.values()
                .forEach(
                        table -> TableCoverage.check(table, mustAnswer.contains(table.decision()), words, faults::add));
        for (var rule : rules) {
            if (allThere(rule.decisions(), decisions.keySet(), faults)) {
                rule.check(new DeployableTables(tables, files), faults::add);
            }
        }
        return faults;
    }

    private static void wordsAreKnown(DecisionTable table, Map<String, Set<String>> words, List<TableFault> faults) {
        for (var row : table.rows()) {
            table.inputs().forEach(input -> row.words(input.name())
                    .forEach(word -> isKnown(table, row, input.name(), word, words, faults)));
            table.outputs().stream()
                    .filter(output -> !row.word(output.name()).isEmpty())
                    .forEach(output -> isKnown(table, row, output.name(), row.word(output.name()), words, faults));
        }
    }

    private static void isKnown(
            DecisionTable table,
            DecisionTable.Row row,
            String column,
            String word,
            Map<String, Set<String>> words,
            List<TableFault> faults) {
        var known = words.get(table.decision() + "." + column);
        if (known != null && !known.contains(word)) {
            faults.add(table.fault(
                    row, "nothing knows the " + column + " \"" + word + "\"", "Known are " + String.join(", ", known)));
        }
    }

    private static void onlyOnce(String file, String decision, Map<String, String> decisions, List<TableFault> faults) {
        var other = decisions.putIfAbsent(decision, file);
        if (other != null) {
            faults.add(
                    new TableFault(file, decision, null, "the table is in " + other + " too", "Delete one of the two"));
        }
    }

    private static boolean allThere(Set<String> wanted, Set<String> there, List<TableFault> faults) {
        var missing = wanted.stream()
                .filter(decision -> !there.contains(decision))
                .sorted()
                .toList();
        missing.forEach(decision -> faults.add(new TableFault(
                "processes/", decision, null, "no file has this table", "Put it back; Baton cannot do without")));
        return missing.isEmpty();
    }
}
