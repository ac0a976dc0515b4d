package dev.baton.opportunity.policy;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.engine.DeployableTables;
import dev.baton.engine.OwnedTable;
import dev.baton.engine.TableFault;
import dev.baton.engine.TableRule;
import dev.baton.evidence.FileType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What the tables of {@code opportunity-stages} have to say so that no deal meets a gate that nobody has defined: rows for
 * every stage of the diagram and for no other, three hard conditions each (SG-02), three to five sub-states (SW-01), twelve
 * reasons why a deal stands (SW-03), a limit for everything that can stand.
 */
@Component
class StageTableRule implements TableRule {

    private static final int CONDITIONS = 3;
    private static final int FEWEST_SUBSTATES = 3;
    private static final int MOST_SUBSTATES = 5;
    private static final int REASONS = 12;
    private static final int MOST_DEPTH = 100;
    private static final int MOST_PERCENT = 100;

    private static final Set<String> COMPARED = Set.of("amount", "date", "none");
    private static final Set<String> ACTIONS = Set.of("evidence", "document", "record");
    private static final Set<String> PAPERS = Set.of("minutes", "confirmation-mail");
    private static final Set<String> UNITS = Set.of("days", "hours", "working-days");
    private static final Set<String> RISKS = Set.of("low", "medium", "high");

    /** Which rules make sense for a field of a deal. */
    private static final Map<String, Set<String>> RULES = Map.of(
            "amount", Set.of("required", "min", "max"),
            "discount", Set.of("required", "min", "max"),
            "expectedCloseOn", Set.of("required", "future"),
            "contractType", Set.of("required"),
            "customerEmail", Set.of("required"));

    @Override
    public Set<String> decisions() {
        return StageTables.FILES.keySet();
    }

    @Override
    public Set<String> mustAnswer() {
        return Set.of("process-variant", "risk-level");
    }

    @Override
    public Map<String, Set<String>> words() {
        return Map.of(
                "dwell-policy.limit",
                Arrays.stream(DwellPolicy.Limit.values())
                        .map(DwellPolicy.Limit::word)
                        .collect(Collectors.toSet()));
    }

    @Override
    public void check(DeployableTables tables, Consumer<TableFault> faults) {
        var stages =
                StageDiagram.places(tables.file(StageTables.PROCESS + ".bpmn")).keySet();
        new Check(tables, stages, faults).run();
    }

    private record Check(DeployableTables tables, Set<String> stages, Consumer<TableFault> faults) {

        void run() {
            Stream.of(
                            "stage-policy",
                            "stage-evidence",
                            "stage-conditions",
                            "stage-actions",
                            "stage-fields",
                            "substates",
                            "dwell-policy")
                    .map(tables::table)
                    .forEach(this::stagesAreKnown);
            policy(tables.table("stage-policy"));
            evidence(tables.table("stage-evidence"));
            conditions(tables.table("stage-conditions"));
            actions(tables.table("stage-actions"));
            fields(tables.table("stage-fields"));
            substates(tables.table("substates"));
            reasons(tables.table("blocker-reasons"));
            limits(tables.table("dwell-policy"));
            variants(tables.table("process-variant"));
            risks(tables.table("risk-level"));
            rates(tables.table("quality-limits"));
        }

        private void stagesAreKnown(OwnedTable table) {
            for (var row : table.rows()) {
                row.words("stage").stream()
                        .filter(stage -> !stages.contains(stage))
                        .forEach(stage -> faults.accept(table.fault(
                                row, "the diagram has no stage \"" + stage + "\"", "Stages are " + listed(stages))));
            }
        }

        private void policy(OwnedTable table) {
            var orders = new HashMap<Double, String>();
            for (var stage : stages) {
                var rows = table.rowsFor("stage", stage);
                if (rows.isEmpty()) {
                    faults.accept(
                            table.fault("it has no row for the stage \"" + stage + "\" of the diagram", "Add one"));
                    continue;
                }
                var row = rows.getFirst();
                var order = row.number("order");
                if (order == null || order != Math.rint(order) || order < 1) {
                    faults.accept(table.fault(row, "\"order\" is no whole number from 1 up", "Number the stages"));
                } else if (orders.putIfAbsent(order, stage) != null) {
                    faults.accept(table.fault(
                            row,
                            "\"order\" " + order.intValue() + " is the one of \"" + orders.get(order) + "\" too",
                            "Give each stage a number of its own"));
                }
                filled(table, row, "nameZh", "nameEn", "definitionZh", "definitionEn");
                oneOf(
                        table,
                        row,
                        "approval",
                        Stream.concat(
                                        Stream.of("none"),
                                        Arrays.stream(ApprovalKind.values()).map(ApprovalKind::name))
                                .toList());
            }
        }

        private void evidence(OwnedTable table) {
            unique(table, "kind");
            for (var row : table.rows()) {
                filled(table, row, "kind", "nameZh", "nameEn");
                oneOf(table, row, "compare", COMPARED);
                try {
                    if (FileType.named(row.word("types")).isEmpty()) {
                        faults.accept(table.fault(row, "\"types\" names no type of file", "Name one, for example pdf"));
                    }
                } catch (IllegalArgumentException unknown) {
                    faults.accept(table.fault(row, "\"types\": " + unknown.getMessage(), "Correct the word"));
                }
            }
        }

        private void conditions(OwnedTable table) {
            unique(table, "code");
            for (var stage : stages) {
                var rows = table.rowsFor("stage", stage);
                if (rows.size() != CONDITIONS) {
                    counted(
                            table,
                            rows,
                            "the stage \"" + stage + "\" has " + rows.size() + " hard conditions",
                            "Every stage has exactly " + CONDITIONS);
                }
                rows.forEach(row -> provedBy(table, row, "evidence", stage));
            }
            table.rows().forEach(row -> filled(table, row, "code", "textZh", "textEn"));
        }

        private void actions(OwnedTable table) {
            unique(table, "key");
            for (var row : table.rows()) {
                filled(table, row, "key", "textZh", "textEn");
                oneOf(table, row, "kind", ACTIONS);
                var depth = row.number("depth");
                if (depth == null || depth < 0 || depth > MOST_DEPTH) {
                    faults.accept(
                            table.fault(row, "\"depth\" is not between 0 and " + MOST_DEPTH, "Correct the figure"));
                }
                switch (row.word("kind")) {
                    case "document" -> oneOf(table, row, "target", PAPERS);
                    case "record" -> oneOf(table, row, "target", Set.of(""));
                    case "evidence" -> {
                        filled(table, row, "target");
                        row.words("stage").forEach(stage -> provedBy(table, row, "target", stage));
                    }
                    default -> {
                        // Has been said.
                    }
                }
            }
        }

        private void fields(OwnedTable table) {
            for (var row : table.rows()) {
                oneOf(table, row, "field", RULES.keySet());
                var rules = RULES.get(row.word("field"));
                if (rules != null) {
                    oneOf(table, row, "rule", rules);
                }
                if (row.number("limit") == null) {
                    faults.accept(table.fault(row, "\"limit\" is no figure", "Write 0 where the rule needs none"));
                }
                filled(table, row, "textZh", "textEn");
            }
        }

        private void substates(OwnedTable table) {
            unique(table, "key");
            for (var stage : stages) {
                var rows = table.rowsFor("stage", stage);
                if (rows.size() < FEWEST_SUBSTATES || rows.size() > MOST_SUBSTATES) {
                    counted(
                            table,
                            rows,
                            "the stage \"" + stage + "\" has " + rows.size() + " sub-states",
                            "Every stage has " + FEWEST_SUBSTATES + " to " + MOST_SUBSTATES);
                }
            }
            table.rows().forEach(row -> filled(table, row, "key", "nameZh", "nameEn"));
        }

        private void reasons(OwnedTable table) {
            if (table.rows().size() != REASONS) {
                counted(
                        table,
                        table.rows(),
                        "it has " + table.rows().size() + " reasons why a deal stands",
                        "Keep exactly " + REASONS);
            }
            var keys = new HashSet<String>();
            for (var row : table.rows()) {
                filled(table, row, "key", "nameZh", "nameEn");
                if (!keys.add(row.word("key"))) {
                    faults.accept(
                            table.fault(row, "the reason \"" + row.word("key") + "\" is there twice", "Rename one"));
                }
            }
        }

        private void limits(OwnedTable table) {
            var limits = Arrays.stream(DwellPolicy.Limit.values())
                    .map(DwellPolicy.Limit::word)
                    .toList();
            var substates = tables.table("substates").rows().stream()
                    .map(row -> row.word("key"))
                    .collect(Collectors.toSet());
            for (var row : table.rows()) {
                if (!row.takesAny("limit") && row.words("limit").stream().noneMatch(limits::contains)) {
                    // A limit of another module.
                    continue;
                }
                known(table, row, "substate", substates);
                oneOf(table, row, "unit", UNITS);
                var amount = row.number("amount");
                if (amount == null || amount <= 0) {
                    faults.accept(table.fault(row, "\"amount\" is not above zero", "Write how long it may stand"));
                } else if (row.word("unit").equals("working-days") && amount != Math.rint(amount)) {
                    faults.accept(table.fault(row, "\"amount\" is no whole number of working days", "Round it"));
                }
            }
            for (var limit : limits) {
                stages.stream()
                        .filter(stage -> table.answering(Map.of("limit", limit, "stage", stage, "substate", ""))
                                .isEmpty())
                        .forEach(stage -> faults.accept(table.fault(
                                "it has no row for the limit \"" + limit + "\" of the stage \"" + stage + "\"",
                                "Add one, or one with - as stage")));
            }
        }

        private void variants(OwnedTable table) {
            for (var row : table.rows()) {
                known(table, row, "customerType", StageTables.CUSTOMER_TYPES);
                row.words("currency").stream()
                        .filter(code -> Currency.getAvailableCurrencies().stream()
                                .noneMatch(
                                        currency -> currency.getCurrencyCode().equals(code)))
                        .forEach(code -> faults.accept(
                                table.fault(row, "there is no currency \"" + code + "\"", "Write its three letters")));
                filled(table, row, "variant");
            }
        }

        private void risks(OwnedTable table) {
            table.rows().forEach(row -> oneOf(table, row, "level", RISKS));
        }

        private void rates(OwnedTable table) {
            for (var row : table.rows()) {
                known(table, row, "metric", StageTables.METRICS);
                var limit = row.number("limit");
                if (limit == null || limit < 0 || limit > MOST_PERCENT) {
                    faults.accept(table.fault(
                            row, "\"limit\" is no percentage between 0 and " + MOST_PERCENT, "Correct the figure"));
                }
            }
            StageTables.METRICS.stream()
                    .filter(metric -> table.rowsFor("metric", metric).isEmpty())
                    .forEach(metric ->
                            faults.accept(table.fault("it has no limit for \"" + metric + "\"", "Add a row for it")));
        }

        /** The word is a kind of file of the same stage, or nothing. */
        private void provedBy(OwnedTable table, OwnedTable.Row row, String column, String stage) {
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

        private void known(OwnedTable table, OwnedTable.Row row, String column, Collection<String> words) {
            row.words(column).stream()
                    .filter(word -> !words.contains(word))
                    .forEach(word -> faults.accept(table.fault(
                            row, "nothing knows the " + column + " \"" + word + "\"", "Known are " + listed(words))));
        }

        private void oneOf(OwnedTable table, OwnedTable.Row row, String column, Collection<String> words) {
            if (!words.contains(row.word(column))) {
                faults.accept(table.fault(
                        row,
                        "nothing knows the " + column + " " + row.written(column),
                        words.equals(Set.of("")) ? "Leave it empty" : "Known are " + listed(words)));
            }
        }

        private void filled(OwnedTable table, OwnedTable.Row row, String... columns) {
            for (var column : columns) {
                if (row.word(column).isBlank()) {
                    faults.accept(table.fault(row, "\"" + column + "\" is empty", "Write a text in quotes"));
                }
            }
        }

        private void unique(OwnedTable table, String column) {
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
        private void counted(OwnedTable table, List<OwnedTable.Row> rows, String what, String remedy) {
            faults.accept(rows.isEmpty() ? table.fault(what, remedy) : table.fault(rows.getLast(), what, remedy));
        }

        private static String listed(Collection<String> words) {
            return words.stream().sorted().collect(Collectors.joining(", "));
        }
    }
}
