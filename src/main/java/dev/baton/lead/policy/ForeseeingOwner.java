package dev.baton.lead.policy;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says before a lead is saved who will get it, from the same table that will say so afterwards. */
@Component
public class ForeseeingOwner {

    /** Where a lead will go. */
    public enum Destination {
        /** It stays with whoever enters it. */
        ME,
        /** The rule chooses somebody, whose turn it is then. */
        RULE,
        POOL
    }

    private final DeployedResources resources;
    private final DecisionTables tables;

    ForeseeingOwner(DeployedResources resources, DecisionTables tables) {
        this.resources = resources;
        this.tables = tables;
    }

    /** Whether somebody keeps what they enter, unless they or the table say otherwise: those who sell and get leads. */
    public static boolean keeps(Caller caller, @Nullable Distribution wanted) {
        return caller.has(Role.REP) && wanted != Distribution.BY_RULE;
    }

    public Destination foresee(
            Caller caller, @Nullable String source, @Nullable String companySize, @Nullable Distribution wanted) {
        var table = resources
                .latest(DeployedResource.Kind.DECISION, "route-size")
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNAVAILABLE, "engine-unavailable", null, Map.of()));
        var lead = new HashMap<String, Object>();
        lead.put("source", source);
        lead.put("companySize", companySize);
        var route = tables.evaluate(table, lead) instanceof Map<?, ?> row ? row.get("distribution") : null;
        if ("pool".equals(route)) {
            return Destination.POOL;
        }
        return "assign".equals(route) && keeps(caller, wanted) ? Destination.ME : Destination.RULE;
    }
}
