package dev.baton.assignment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the decision tables sent a lead, level by level in the order of the diagram (LA-05). */
public record Routing(
        @Nullable String regionRoute,
        @Nullable String businessLine,
        @Nullable Map<String, Object> sizeRoute,
        @Nullable List<Map<String, Object>> routingSteps,
        @Nullable Asked asked) {

    /** What the tables were asked with; absent in records from before it was kept. */
    public record Asked(
            @Nullable String region,
            @Nullable String source,
            @Nullable String industry,
            @Nullable String companySize) {}

    public Routing(
            @Nullable String regionRoute,
            @Nullable String businessLine,
            @Nullable Map<String, Object> sizeRoute,
            @Nullable List<Map<String, Object>> routingSteps) {
        this(regionRoute, businessLine, sizeRoute, routingSteps, null);
    }

    /** The levels that the lead has passed, as the diagram names them. */
    List<String> levels() {
        return routingSteps == null
                ? List.of()
                : routingSteps.stream()
                        .map(step -> String.valueOf(step.get("level")))
                        .toList();
    }

    /** Names the account in which credits are kept: those who compete for the same leads take turns. */
    String route() {
        return regionRoute == null ? "any" : regionRoute;
    }
}
