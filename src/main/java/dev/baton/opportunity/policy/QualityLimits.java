package dev.baton.opportunity.policy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Up to where a figure is good and from where on it says something, as the table {@code quality-limits} has it. */
@Component
public class QualityLimits {

    /** Percent. */
    public static final String JUMP_ERROR_RATE = "jump-error-rate";

    /** How many stays in a stage it takes to compare one with. */
    public static final String FEWEST_STAYS = "fewest-stays";

    /** What the table has to have. */
    static final Set<String> METRICS = Set.of(JUMP_ERROR_RATE, FEWEST_STAYS);

    private final StageTables tables;

    QualityLimits(StageTables tables) {
        this.tables = tables;
    }

    /** @throws IllegalStateException where the table has no row: a figure without a limit is neither good nor bad */
    public BigDecimal limit(String metric) {
        if (tables.value("quality-limits", Map.of("metric", metric)) instanceof Number limit) {
            return new BigDecimal(limit.toString());
        }
        throw new IllegalStateException("quality-limits has no row for " + metric);
    }
}
