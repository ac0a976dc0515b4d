package dev.baton.approval.chain;

import dev.baton.engine.tables.DecisionTable;
import dev.baton.engine.tables.DeployableTables;
import dev.baton.engine.tables.TableFault;
import dev.baton.engine.tables.TableRule;
import dev.baton.staff.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What the tables of approvals have to say so that no chain comes out empty: somebody for every quote and contract, whatever
 * its figures, and a limit for every step (SW-10).
 */
@Component
class ApprovalTableRule implements TableRule {

    private static final String PERSON = "person:";
    private static final Set<String> UNITS = Set.of("hours", "days", "working-hours", "working-days");
    private static final Set<String> MODES = Set.of("parallel", "in-order");
    private static final Set<String> PARTIES = Set.of("urgent-legal", "legal", "finance");

    @Override
    public Set<String> decisions() {
        return Set.of(
                "approval-chain",
                "approval-limits",
                "approval-rates",
                "approval-calls",
                "contract-types",
                "dwell-policy");
    }

    @Override
    public Set<String> mustAnswer() {
        return Set.of("approval-chain");
    }

    @Override
    public Map<String, Set<String>> words() {
        var kinds = Stream.of(ApprovalKind.values()).map(ApprovalKind::name).collect(Collectors.toSet());
        return Map.of(
                "approval-chain.kind",
                kinds,
                "approval-limits.kind",
                kinds,
                "approval-calls.party",
                PARTIES,
                "dwell-policy.limit",
                Stream.of(TimeLimits.Limit.values()).map(TimeLimits.Limit::word).collect(Collectors.toSet()));
    }

    @Override
    public void check(DeployableTables tables, Consumer<TableFault> faults) {
        chain(tables.table("approval-chain"), tables.table("approval-limits"), faults);
        types(tables.table("approval-chain"), tables.table("contract-types"), faults);
        steps(tables.table("approval-limits"), faults);
        var rates = tables.table("approval-rates");
        rates.rows().forEach(row -> aboveZero(rates, row, "rate", faults));
        var calls = tables.table("approval-calls");
        for (var party : PARTIES) {
            if (calls.rowsFor("party", party).isEmpty()) {
                faults.accept(calls.fault("it has no row for \"" + party + "\"", "Add one"));
            }
        }
        calls.rows().forEach(row -> people(calls, row, "who", faults));
        limits(tables.table("dwell-policy"), faults);
    }

    private static void chain(DecisionTable table, DecisionTable limits, Consumer<TableFault> faults) {
        for (var row : table.rows()) {
            people(table, row, "who", faults);
            var needed = row.word("needed");
            if (!needed.equals("all") && !needed.matches("[1-9]\\d*")) {
                faults.accept(table.fault(row, "\"needed\" says " + row.written("needed"), "Write all, or how many"));
            }
            var kinds = row.takesAny("kind")
                    ? Stream.of(ApprovalKind.values()).map(ApprovalKind::name).toList()
                    : List.copyOf(row.words("kind"));
            for (var kind : kinds) {
                var steps = limits.rowsFor("kind", kind).stream()
                        .map(one -> one.word("step"))
                        .toList();
                oneOf(table, row, "step", steps, faults);
            }
        }
    }

    /** A type that nothing can have would leave its row of the chain asleep. */
    private static void types(DecisionTable chain, DecisionTable types, Consumer<TableFault> faults) {
        var known = new HashSet<String>();
        for (var row : types.rows()) {
            if (!known.add(row.word("key"))) {
                faults.accept(types.fault(row, "the code \"" + row.word("key") + "\" is there twice", "Delete one"));
            }
        }
        for (var row : chain.rows()) {
            row.words("contractType").stream()
                    .filter(word -> !known.contains(word))
                    .forEach(word -> faults.accept(chain.fault(
                            row,
                            "nothing knows the contract type \"" + word + "\"",
                            "Add it to contract-types, or name one of " + String.join(", ", known))));
        }
    }

    private static void steps(DecisionTable table, Consumer<TableFault> faults) {
        for (var kind : ApprovalKind.values()) {
            var steps = new HashSet<String>();
            var orders = new HashSet<String>();
            for (var row : table.rowsFor("kind", kind.name())) {
                if (!steps.add(row.word("step"))) {
                    faults.accept(
                            table.fault(row, "the step \"" + row.word("step") + "\" is there twice", "Delete one"));
                }
                if (!orders.add(row.written("order"))) {
                    faults.accept(table.fault(
                            row, "the order " + row.written("order") + " is there twice", "Give each step its own"));
                }
            }
        }
        for (var row : table.rows()) {
            aboveZero(table, row, "hours", faults);
            aboveZero(table, row, "order", faults);
            oneOf(table, row, "mode", MODES, faults);
            people(table, row, "nextLevel", faults);
        }
    }

    private static void limits(DecisionTable table, Consumer<TableFault> faults) {
        for (var limit : TimeLimits.Limit.values()) {
            table.answering(Map.of("limit", limit.word(), "stage", "", "substate", ""))
                    .ifPresentOrElse(
                            row -> {
                                aboveZero(table, row, "amount", faults);
                                oneOf(table, row, "unit", UNITS, faults);
                            },
                            () -> faults.accept(
                                    table.fault("it has no row for the limit \"" + limit.word() + "\"", "Add one")));
        }
    }

    /** Names of roles, or {@code person:} and a login; whether there is such a person is seen when they are asked. */
    private static void people(DecisionTable table, DecisionTable.Row row, String column, Consumer<TableFault> faults) {
        var roles = Stream.of(Role.values()).map(Role::name).toList();
        var words = Arrays.stream(row.word(column).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            faults.accept(table.fault(row, "\"" + column + "\" names nobody", "Name a role"));
        }
        words.stream()
                .filter(word -> !roles.contains(word) && !(word.startsWith(PERSON) && word.length() > PERSON.length()))
                .forEach(word -> faults.accept(table.fault(
                        row,
                        "nothing knows the role \"" + word + "\"",
                        "Roles are " + String.join(", ", roles) + "; a person is person: and a login")));
    }

    private static void oneOf(
            DecisionTable table,
            DecisionTable.Row row,
            String column,
            Collection<String> words,
            Consumer<TableFault> faults) {
        if (!words.contains(row.word(column))) {
            faults.accept(table.fault(
                    row,
                    "nothing knows the " + column + " " + row.written(column),
                    "Known are " + words.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    private static void aboveZero(
            DecisionTable table, DecisionTable.Row row, String column, Consumer<TableFault> faults) {
        var figure = row.number(column);
        if (figure == null || figure <= 0) {
            faults.accept(table.fault(row, "\"" + column + "\" is not above zero", "Correct the figure"));
        }
    }
}
