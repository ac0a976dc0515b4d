package dev.baton.lead.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How long a new lead may wait for its first contact, as the table says now; asked for every lead, so remembered. */
@Component
public class PromisedWindows {

    private static final Logger LOG = LoggerFactory.getLogger(PromisedWindows.class);

    private record Asked(long table, String source, String intent) {}

    private final Cache<Asked, Optional<Duration>> known =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final DeployedResources resources;
    private final DecisionTables tables;

    PromisedWindows(DeployedResources resources, DecisionTables tables) {
        this.resources = resources;
        this.tables = tables;
    }

    /** Empty as long as no table is deployed, and where it gives no minutes or cannot be read. */
    public Optional<Duration> of(String source, String intent) {
        return resources
                .latest(DeployedResource.Kind.DECISION, "response-window")
                .flatMap(table ->
                        known.get(new Asked(table.key(), source, intent), asked -> evaluated(table, source, intent)));
    }

    private Optional<Duration> evaluated(DeployedResource table, String source, String intent) {
        try {
            return tables.evaluate(table, Map.of("source", source, "intent", intent)) instanceof Map<?, ?> answer
                            && answer.get("minutes") instanceof Number minutes
                    ? Optional.of(Duration.ofSeconds(Math.round(minutes.doubleValue() * 60)))
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // What the table lacks is said where it is checked; a lead is taken in all the same.
            LOG.warn("A lead takes its place without a promise: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
