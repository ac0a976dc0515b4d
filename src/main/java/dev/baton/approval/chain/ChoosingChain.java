package dev.baton.approval.chain;

import dev.baton.staff.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the table {@code approval-chain} who has to approve (SW-10, SG-14). A chain that comes out empty never passes:
 * the fallback approver is asked, and it shows.
 */
@Component
public class ChoosingChain {

    static final String HOUSE_CURRENCY = "CNY";
    static final String FALLBACK = "fallback";

    /** More than any contract: what has no rate is dealt with like the largest. */
    private static final BigDecimal STRICTEST = new BigDecimal("999999999999");

    private static final double FALLBACK_HOURS = 16;

    private final ChainTables tables;
    private final TimeLimits limits;

    ChoosingChain(ChainTables tables, TimeLimits limits) {
        this.tables = tables;
        this.limits = limits;
    }

    /** What decides about the chain. */
    public record Figures(
            ApprovalKind kind,
            @Nullable String customerType,
            @Nullable String variant,
            @Nullable String contractType,
            BigDecimal amount,
            String currency,
            BigDecimal discount) {}

    public Chain choose(Figures figures) {
        var notices = new LinkedHashSet<String>();
        var context = new HashMap<String, Object>();
        context.put("kind", figures.kind().name());
        context.put("customerType", text(figures.customerType()));
        context.put("variant", text(figures.variant()));
        context.put("contractType", text(figures.contractType()));
        context.put("amount", inHouseCurrency(figures.amount(), figures.currency(), notices));
        context.put("discount", figures.discount());
        var rules = new LinkedHashMap<String, TimeLimits.StepRule>();
        limits.steps(figures.kind()).forEach(rule -> rules.put(rule.key(), rule));

        var who = new LinkedHashMap<String, Set<String>>();
        var needed = new HashMap<String, Integer>();
        for (var row : tables.rows("approval-chain", context)) {
            var step = String.valueOf(row.get("step"));
            who.computeIfAbsent(step, any -> new LinkedHashSet<>()).addAll(words(row.get("who")));
            needed.merge(step, needed(row.get("needed")), Math::max);
        }
        var steps = new ArrayList<Chain.Step>();
        who.forEach((key, people) -> {
            var rule = rules.get(key);
            if (rule == null) {
                notices.add(Chain.UNKNOWN_STEP);
                rule = new TimeLimits.StepRule(
                        key, Integer.MAX_VALUE, key, key, false, FALLBACK_HOURS, Role.DIRECTOR.name());
            }
            if (!people.isEmpty()) {
                steps.add(new Chain.Step(rule, List.copyOf(people), needed.getOrDefault(key, Chain.ALL)));
            }
        });
        steps.sort(java.util.Comparator.comparingInt(step -> step.rule().order()));
        if (steps.isEmpty()) {
            notices.add(Chain.EMPTY_CHAIN);
            steps.add(new Chain.Step(
                    new TimeLimits.StepRule(
                            FALLBACK, 1, "兜底审批", "Fallback approval", false, FALLBACK_HOURS, Role.ADMIN.name()),
                    List.of(Role.DIRECTOR.name()),
                    1));
        }
        return new Chain(
                List.copyOf(steps),
                List.copyOf(notices),
                tables.table("approval-chain").version());
    }

    private BigDecimal inHouseCurrency(BigDecimal amount, String currency, Set<String> notices) {
        if (currency.equals(HOUSE_CURRENCY)) {
            return amount;
        }
        if (tables.one("approval-rates", Map.of("currency", currency)) instanceof Number rate
                && rate.doubleValue() > 0) {
            notices.add(Chain.CURRENCY_CONVERTED);
            return amount.multiply(new BigDecimal(rate.toString()));
        }
        notices.add(Chain.CURRENCY_UNKNOWN);
        return STRICTEST;
    }

    private static List<String> words(@Nullable Object cell) {
        return cell == null
                ? List.of()
                : Arrays.stream(cell.toString().split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** What is no number means everybody: the strict reading of a slip of the pen. */
    private static int needed(@Nullable Object cell) {
        try {
            var number =
                    cell == null ? Chain.ALL : Integer.parseInt(cell.toString().strip());
            return number < 1 ? Chain.ALL : number;
        } catch (NumberFormatException e) {
            return Chain.ALL;
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
