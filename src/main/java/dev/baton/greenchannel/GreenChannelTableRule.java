package dev.baton.greenchannel;

import dev.baton.engine.tables.DecisionTable;
import dev.baton.engine.tables.DeployableTables;
import dev.baton.engine.tables.TableFault;
import dev.baton.engine.tables.TableRule;
import dev.baton.staff.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What {@code green-channel} has to say: somebody this house knows for each request, time for an answer, and an
 * explanation that is owed for every skipped approval (SW-09).
 */
@Component
class GreenChannelTableRule implements TableRule {

    private static final String TABLE = "green-channel";

    @Override
    public Set<String> decisions() {
        return Set.of(TABLE);
    }

    @Override
    public Set<String> mustAnswer() {
        return Set.of(TABLE);
    }

    @Override
    public Map<String, Set<String>> words() {
        return Map.of(
                TABLE + ".purpose",
                Stream.of(Purpose.values()).map(Purpose::name).collect(Collectors.toSet()));
    }

    @Override
    public void check(DeployableTables tables, Consumer<TableFault> faults) {
        var table = tables.table(TABLE);
        table.rows().stream().filter(row -> !row.word("grantBy").isEmpty()).forEach(row -> check(table, row, faults));
    }

    private static void check(DecisionTable table, DecisionTable.Row row, Consumer<TableFault> faults) {
        var roles = Stream.of(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        var grantBy = row.word("grantBy");
        if (!grantBy.equals(Granters.MANAGERS) && !roles.contains(grantBy)) {
            faults.accept(table.fault(
                    row,
                    "nothing knows " + row.written("grantBy"),
                    "Write managers, or a role: " + String.join(", ", roles)));
        }
        if (figure(row, "remindHours") <= 0 || figure(row, "answerHours") <= figure(row, "remindHours")) {
            faults.accept(table.fault(
                    row,
                    "\"answerHours\" is not more than \"remindHours\", or that is not above zero",
                    "Correct the hours"));
        }
        var skips = row.takesAny("purpose") || row.words("purpose").contains(Purpose.SKIP_APPROVAL.name());
        if (skips && figure(row, "explainDays") < 1) {
            faults.accept(
                    table.fault(row, "a skipped approval would owe no explanation", "Give \"explainDays\" at least 1"));
        }
        if (figure(row, "dailyRate") < 0) {
            faults.accept(table.fault(row, "\"dailyRate\" is below zero", "Correct the figure"));
        }
    }

    private static double figure(DecisionTable.Row row, String column) {
        var figure = row.number(column);
        return figure == null ? -1 : figure;
    }
}
