package dev.baton.opportunity.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the table {@code risk-level} how risky a deal is (F-13). */
@Component
public class RiskRules {

    /** As the table writes them, in small letters. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    /** The content is part of the key: a changed table counts from the next look on. */
    private record Case(String table, int percentile, int missing, boolean blocker) {}

    private static final Logger LOG = LoggerFactory.getLogger(RiskRules.class);

    private final StageTables tables;
    private final Cache<Case, Level> known =
            Caffeine.newBuilder().maximumSize(50_000).build();

    RiskRules(StageTables tables) {
        this.tables = tables;
    }

    /**
     * @param percentile of the present stay among past ones, 0 to 100
     * @param missing how many conditions of the gate are open
     * @param blocker whether the question why it stands is open
     */
    public Level level(int percentile, int missing, boolean blocker) {
        var table = tables.table("risk-level").content();
        return known.get(new Case(table, percentile, missing, blocker), this::evaluate);
    }

    private Level evaluate(Case one) {
        var said = tables.value(
                "risk-level",
                Map.of("dwellPercentile", one.percentile(), "missing", one.missing(), "blocker", one.blocker()));
        for (var level : Level.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(said)) {
                return level;
            }
        }
        // What the table does not rate is looked at first, not last.
        LOG.warn("risk-level answers {} for {}, {}, {}", said, one.percentile(), one.missing(), one.blocker());
        return Level.HIGH;
    }
}
