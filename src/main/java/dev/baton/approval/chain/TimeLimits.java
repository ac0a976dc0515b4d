package dev.baton.approval.chain;

import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How long things may take, from the tables; every answer is an absolute moment in the calendar of the house (F-19). */
@Component
public class TimeLimits {

    /** What has a limit besides the steps; the words are those of the table {@code dwell-policy}. */
    public enum Limit {
        /** The whole of a contract's approval (SW-04). */
        CONTRACT("contract"),
        /** After the call for collaboration, until the next level is called. */
        CLIMB("climb"),
        /** A contract that does not move while it lies with legal (SW-05). */
        LEGAL_QUEUE("legal-queue"),
        /** An urgent ticket, and the next level's look at it. */
        TICKET("ticket"),
        /** A colleague's answer (SW-14). */
        QUESTION("question");

        private final String word;

        Limit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** One line of the table as people see it. */
    public record Line(String kind, String step, String name, boolean inOrder, double workingHours, String nextLevel) {}

    /** @param unit {@code hours}, {@code days}, {@code working-hours} or {@code working-days} */
    public record Other(String key, String name, double amount, String unit) {}

    public record Table(List<Line> steps, List<Other> others) {}

    private final ChainTables tables;
    private final BusinessCalendar calendar;
    private final MessageSource messages;

    TimeLimits(ChainTables tables, BusinessCalendar calendar, MessageSource messages) {
        this.tables = tables;
        this.calendar = calendar;
        this.messages = messages;
    }

    public Instant due(Limit limit, Instant from) {
        var row = row(limit);
        var amount = number(row, "amount");
        return switch (String.valueOf(row.get("unit"))) {
            case "working-days" -> calendar.plusWorkingDays(from, (int) amount).at();
            case "working-hours" -> workingHours(from, amount);
            case "days" -> from.plusSeconds(Math.round(amount * 86_400));
            case "hours" -> from.plusSeconds(Math.round(amount * 3_600));
            default -> throw new IllegalStateException("dwell-policy knows no unit " + row.get("unit"));
        };
    }

    public Instant workingHours(Instant from, double hours) {
        return calendar.plusWorkingTime(from, Duration.ofSeconds(Math.round(hours * 3_600)))
                .at();
    }

    /** The standard time limits of approvals, rendered from the tables. */
    public Table table(Locale language) {
        var english = language.getLanguage().equals("en");
        var steps = List.of(ApprovalKind.values()).stream()
                .flatMap(kind -> steps(kind).stream()
                        .map(step -> new Line(
                                kind.name(),
                                step.key(),
                                english ? step.nameEn() : step.nameZh(),
                                step.inOrder(),
                                step.hours(),
                                roles(step.nextLevel(), language))))
                .toList();
        var others = List.of(Limit.values()).stream()
                .map(limit -> {
                    var row = row(limit);
                    return new Other(
                            limit.word,
                            Words.of(messages, "approval.limit." + limit.word, limit.word, language),
                            number(row, "amount"),
                            String.valueOf(row.get("unit")));
                })
                .toList();
        return new Table(steps, others);
    }

    /** What the table says of the steps of a kind, in their order. */
    List<StepRule> steps(ApprovalKind kind) {
        return tables.rows("approval-limits", Map.of("kind", kind.name())).stream()
                .map(row -> new StepRule(
                        String.valueOf(row.get("step")),
                        (int) number(row, "order"),
                        String.valueOf(row.get("nameZh")),
                        String.valueOf(row.get("nameEn")),
                        "in-order".equals(row.get("mode")),
                        number(row, "hours"),
                        String.valueOf(row.get("nextLevel"))))
                .sorted(java.util.Comparator.comparingInt(StepRule::order))
                .toList();
    }

    public record StepRule(
            String key, int order, String nameZh, String nameEn, boolean inOrder, double hours, String nextLevel) {}

    private String roles(String role, Locale language) {
        return Words.of(messages, "role." + role, role, language);
    }

    private Map<?, ?> row(Limit limit) {
        if (tables.one("dwell-policy", Map.of("limit", limit.word, "stage", "", "substate", ""))
                        instanceof Map<?, ?> row
                && row.get("amount") instanceof Number) {
            return row;
        }
        throw new IllegalStateException("dwell-policy has no row for " + limit.word);
    }

    private static double number(Map<?, ?> row, String column) {
        if (row.get(column) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("a table of approvals lacks a number in " + column + ": " + row);
    }
}
