package dev.baton.engine.tables;

import dev.baton.engine.tables.Cell.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Goes through everything that a table can be asked and finds what no line answers, what two lines answer where one may,
 * and lines that never come to count.
 *
 * <p>Figures are cut where some line changes its mind. Expected to be answered are the words that lines name, figures from
 * 0 up and all between the lowest and the highest bound; a table that has to answer everything is also asked for words that
 * nobody has thought of.
 */
final class TableCoverage {

    /** More combinations than any table that people read has; beyond that the search would take the start with it. */
    private static final int MOST_LOOKED_AT = 100_000;

    private static final int MOST_TOLD = 5;
    private static final String ANOTHER_WORD = "\u0000another";

    /** Values that every line treats alike, by one of them. */
    private record Part(Object sample, String shown, boolean expected) {}

    private final DecisionTable table;
    private final boolean mustAnswer;
    private final Map<String, Set<String>> words;
    private final Consumer<TableFault> faults;
    private final Set<Integer> reached = new LinkedHashSet<>();
    private final Set<String> overlaps = new LinkedHashSet<>();
    private int gaps;
    private int looked;

    private TableCoverage(
            DecisionTable table, boolean mustAnswer, Map<String, Set<String>> words, Consumer<TableFault> faults) {
        this.table = table;
        this.mustAnswer = mustAnswer;
        this.words = words;
        this.faults = faults;
    }

    /** @param words that a column is ever asked, where that is known, by {@code table.column} */
    static void check(
            DecisionTable table, boolean mustAnswer, Map<String, Set<String>> words, Consumer<TableFault> faults) {
        var coverage = new TableCoverage(table, mustAnswer, words, faults);
        coverage.repeatedRows();
        coverage.look(0, new ArrayList<>(), true);
        coverage.rowsThatNeverCount();
    }

    private void repeatedRows() {
        var seen = new LinkedHashMap<String, DecisionTable.Row>();
        for (var row : table.rows()) {
            var all = table.inputs().stream()
                            .map(input -> row.cell(input.name()).text())
                            .toList()
                    + " -> "
                    + table.outputs().stream()
                            .map(output -> row.written(output.name()))
                            .toList();
            var first = seen.putIfAbsent(all, row);
            if (first != null && collects()) {
                faults.accept(table.fault(row, "it says the same as row " + first.number(), "Delete one of the two"));
            }
        }
    }

    private void look(int column, List<Part> asked, boolean expected) {
        if (looked > MOST_LOOKED_AT) {
            return;
        }
        if (column < table.inputs().size()) {
            for (var part : parts(table.inputs().get(column))) {
                asked.add(part);
                look(column + 1, asked, expected && part.expected());
                asked.removeLast();
            }
            return;
        }
        looked++;
        var certain = new ArrayList<DecisionTable.Row>();
        var possible = new ArrayList<DecisionTable.Row>();
        for (var row : table.rows()) {
            var answer = answer(row, asked);
            if (answer == Answer.YES) {
                certain.add(row);
            }
            if (answer != Answer.NO) {
                possible.add(row);
                if (certain.isEmpty()
                        || certain.getFirst() == row
                        || !table.hitPolicy().equals("FIRST")) {
                    reached.add(row.number());
                }
            }
        }
        if (possible.isEmpty() && expected && (mustAnswer || !collects())) {
            gap(asked);
        }
        if (certain.size() > 1) {
            overlap(certain, asked);
        }
    }

    private Answer answer(DecisionTable.Row row, List<Part> asked) {
        var unknown = false;
        for (var at = 0; at < asked.size(); at++) {
            var answer = row.cell(table.inputs().get(at).name())
                    .matches(asked.get(at).sample());
            if (answer == Answer.NO) {
                return Answer.NO;
            }
            unknown |= answer == Answer.UNKNOWN;
        }
        return unknown ? Answer.UNKNOWN : Answer.YES;
    }

    private void gap(List<Part> asked) {
        gaps++;
        if (gaps > MOST_TOLD) {
            return;
        }
        var near = table.rows().stream()
                .filter(row -> missed(row, asked) <= 1)
                .map(row -> String.valueOf(row.number()))
                .collect(Collectors.joining(", "));
        faults.accept(table.fault(
                "there is a gap: no row answers to " + shown(asked)
                        + (near.isEmpty() ? "" : " (nearest: row " + near + ")"),
                "Widen one of these rows or add one"));
    }

    private int missed(DecisionTable.Row row, List<Part> asked) {
        var missed = 0;
        for (var at = 0; at < asked.size(); at++) {
            missed += row.cell(table.inputs().get(at).name())
                                    .matches(asked.get(at).sample())
                            == Answer.NO
                    ? 1
                    : 0;
        }
        return missed;
    }

    private void overlap(List<DecisionTable.Row> rows, List<Part> asked) {
        var unique = table.hitPolicy().equals("UNIQUE");
        for (var second : rows.subList(1, rows.size())) {
            var first = rows.getFirst();
            var differ = table.outputs().stream()
                    .anyMatch(output -> !first.written(output.name()).equals(second.written(output.name())));
            if ((unique || (table.hitPolicy().equals("ANY") && differ))
                    && overlaps.add(first.number() + ":" + second.number())) {
                faults.accept(table.fault(
                        second,
                        "it overlaps with row " + first.number() + ": both answer to " + shown(asked),
                        "Narrow one of the two, for only one may answer"));
            }
        }
    }

    private void rowsThatNeverCount() {
        if (looked > MOST_LOOKED_AT) {
            faults.accept(table.fault(
                    "it is too large to be checked for gaps: more than " + MOST_LOOKED_AT + " combinations",
                    "Split it into several tables"));
            return;
        }
        if (table.hitPolicy().equals("FIRST")) {
            table.rows().stream()
                    .filter(row -> !reached.contains(row.number()))
                    .forEach(row -> faults.accept(table.fault(
                            row,
                            "it never counts: rows above it answer to everything that it names",
                            "Move it up, or delete it")));
        }
    }

    private boolean collects() {
        return table.hitPolicy().equals("COLLECT") || table.hitPolicy().endsWith("ORDER");
    }

    private List<Part> parts(DecisionTable.Input input) {
        var cells = table.rows().stream().map(row -> row.cell(input.name())).toList();
        var parts = new ArrayList<Part>();
        var closed = words.getOrDefault(table.decision() + "." + input.name(), input.allowed());
        var named = new LinkedHashSet<>(closed);
        cells.forEach(cell -> named.addAll(cell.words()));
        named.forEach(word -> parts.add(new Part(word, input.name() + " = \"" + word + "\"", true)));
        var bounds = new TreeSet<BigDecimal>();
        cells.forEach(cell -> bounds.addAll(cell.bounds()));
        if (!bounds.isEmpty()) {
            parts.addAll(figures(input.name(), bounds, cells.stream().anyMatch(Cell::hasRanges)));
        }
        var flags = cells.stream().anyMatch(Cell::hasFlags);
        if (flags) {
            parts.add(new Part(true, input.name() + " = true", true));
            parts.add(new Part(false, input.name() + " = false", true));
        }
        if (bounds.isEmpty() && closed.isEmpty() && !flags) {
            // Without words of its own a column takes anything, and then it is no question.
            parts.add(new Part(ANOTHER_WORD, input.name() + " = any other", mustAnswer || named.isEmpty()));
        }
        parts.add(new Part(Cell.NOTHING, input.name() + " = null", false));
        return parts;
    }

    /** @param ranges false where the column counts: then nothing lies between its figures */
    private List<Part> figures(String name, SortedSet<BigDecimal> bounds, boolean ranges) {
        var cuts = new TreeSet<>(bounds);
        cuts.add(BigDecimal.ZERO);
        var lowest = bounds.first();
        var parts = new ArrayList<Part>();
        var below = cuts.first().subtract(BigDecimal.ONE);
        parts.add(new Part(below, name + " < " + cuts.first().toPlainString(), mustAnswer && lowest.signum() < 0));
        for (var cut : cuts) {
            var inside = ranges && (cut.signum() >= 0 || cut.compareTo(lowest) >= 0);
            parts.add(new Part(cut, name + " = " + cut.toPlainString(), inside || bounds.contains(cut)));
            var next = cuts.higher(cut);
            parts.add(
                    next == null
                            ? new Part(cut.add(BigDecimal.ONE), name + " > " + cut.toPlainString(), ranges)
                            : new Part(
                                    cut.add(next).divide(BigDecimal.TWO),
                                    name + " between " + cut.toPlainString() + " and " + next.toPlainString(),
                                    inside));
        }
        return parts;
    }

    private static String shown(List<Part> asked) {
        return asked.stream().map(Part::shown).collect(Collectors.joining(", "));
    }
}
