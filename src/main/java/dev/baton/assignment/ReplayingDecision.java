package dev.baton.assignment;

import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.lead.LeadId;
import dev.baton.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a past decision again from its record alone, with the table that was in force, and says where it differs. */
@Component
public class ReplayingDecision {

    /** @param differences empty when the decision came out the same, bit for bit */
    public record Replay(boolean identical, List<String> differences) {}

    private final Decisions decisions;
    private final DeployedResources resources;
    private final TableVersions versions;

    ReplayingDecision(Decisions decisions, DeployedResources resources, TableVersions versions) {
        this.decisions = decisions;
        this.resources = resources;
        this.versions = versions;
    }

    /** The lead that a decision was about, so that its scope can be checked first. */
    public LeadId leadOf(UUID decisionId) {
        return decisions
                .find(decisionId)
                .orElseThrow(() -> Refusal.notFound("assignment-not-found"))
                .lead();
    }

    public Replay replay(UUID decisionId) {
        return replay(decisions.find(decisionId).orElseThrow(() -> Refusal.notFound("assignment-not-found")));
    }

    Replay replay(Decisions.Decision decision) {
        var differences = new ArrayList<String>();
        replayRouting(decision, differences);
        switch (decision.kind()) {
            case "RULE" -> {
                replayExclusions(decision, differences);
                replayRule(decision, differences);
            }
            case "FALLBACK" -> {
                if (decision.inputs().eligibility() != null) {
                    replayExclusions(decision, differences);
                }
                compare("fallbackReason", decision.fallbackReason(), fallbackReason(decision), differences);
            }
            case "CLAIM", "ENTERED", "TRANSFER", "REALLOCATE", "POOL" -> replayDeed(decision, differences);
            default -> differences.add("kind: nothing decides by " + decision.kind());
        }
        return new Replay(differences.isEmpty(), differences);
    }

    /** The tables that routed the lead, asked again with what they had been asked. */
    private void replayRouting(Decisions.Decision decision, List<String> differences) {
        var routing = decision.inputs().routing();
        var asked = routing.asked();
        var recorded = decision.inputs().routingTables();
        if (asked == null || recorded == null) {
            return;
        }
        for (var level : routing.levels()) {
            var name = "route-" + level;
            var table = recorded.containsKey(name)
                    ? versions.version(name, recorded.get(name)).orElse(null)
                    : null;
            if (table == null) {
                differences.add(name + ": the version that routed the lead is not on record");
            } else {
                compare(name, result(routing, level), versions.route(table, asked), differences);
            }
        }
    }

    private static @Nullable Object result(Routing routing, String level) {
        return switch (level) {
            case "region" -> routing.regionRoute();
            case "industry" -> routing.businessLine();
            case "size" -> routing.sizeRoute();
            default -> null;
        };
    }

    private static void replayExclusions(Decisions.Decision decision, List<String> differences) {
        var inputs = decision.inputs();
        var known = inputs.eligibility();
        if (known == null) {
            differences.add("exclusions: what was known of each rep is not on record");
            return;
        }
        compare(
                "exclusions",
                Set.copyOf(inputs.exclusions()),
                Set.copyOf(known.exclusions(inputs.routing())),
                differences);
        compare(
                "candidates",
                inputs.candidates().stream().map(Candidate::id).collect(Collectors.toSet()),
                known.eligible(inputs.routing()),
                differences);
    }

    /** As the diagram says it, from the record alone. */
    private @Nullable String fallbackReason(Decisions.Decision decision) {
        var inputs = decision.inputs();
        if (inputs.routing().regionRoute() == null) {
            return AssigningFallback.UNKNOWN_REGION;
        }
        if (inputs.routing().businessLine() == null) {
            return AssigningFallback.UNKNOWN_BUSINESS_LINE;
        }
        if (inputs.heldSince() != null) {
            return AssigningFallback.HELD_TOO_LONG;
        }
        if (inputs.candidates().isEmpty()) {
            return inputs.nobodyOnDuty() ? AssigningFallback.NO_ON_DUTY_REP : AssigningFallback.NO_ELIGIBLE_REP;
        }
        var at = decision.decidedAt();
        var weights = at == null
                ? List.<Weight>of()
                : versions.weightsInForce(at)
                        .map(table -> weighed(table, decision))
                        .orElse(List.of());
        var usable = !weights.isEmpty()
                && weights.stream().map(Weight::weight).allMatch(Objects::nonNull)
                && weights.stream().map(Weight::weight).filter(Objects::nonNull).anyMatch(weight -> weight > 0);
        return usable ? null : AssigningFallback.RULE_NOT_EVALUABLE;
    }

    private List<Weight> weighed(DeployedResource table, Decisions.Decision decision) {
        try {
            return versions.weigh(table, decision.inputs());
        } catch (IllegalStateException | IllegalArgumentException notEvaluable) {
            return List.of();
        }
    }

    /** By what right somebody has the lead, or the pool. */
    private static void replayDeed(Decisions.Decision decision, List<String> differences) {
        var owner = decision.owner();
        if (decision.kind().equals("POOL")) {
            compare("owner", owner, null, differences);
            if (decision.by() == null) {
                var size = decision.inputs().routing().sizeRoute();
                compare("distribution", size == null ? null : size.get("distribution"), "pool", differences);
            }
        } else if (owner == null) {
            differences.add("owner: " + decision.kind() + " gives a lead to somebody");
        } else if (decision.kind().equals("CLAIM") || decision.kind().equals("ENTERED")) {
            compare("owner", owner, decision.by(), differences);
        } else if (decision.kind().equals("TRANSFER") && decision.by() == null) {
            differences.add("by: nobody passed the lead on");
        }
    }

    private void replayRule(Decisions.Decision decision, List<String> differences) {
        var weights = weigh(decision, differences);
        compareWeights(decision.weights(), weights, differences);
        var turn = ChoosingOwner.turn(decision.lead(), decision.id(), decision.weights(), decision.creditsBefore());
        compare("creditsAfter", decision.creditsAfter(), turn.after(), differences);
        compare("owner", String.valueOf(decision.owner()), turn.chosen(), differences);
    }

    private List<Weight> weigh(Decisions.Decision decision, List<String> differences) {
        var table = decision.weightsTableKey() == null
                ? null
                : resources
                        .byKey(DeployedResource.Kind.DECISION, decision.weightsTableKey())
                        .orElse(null);
        if (table == null) {
            differences.add("weightsTable: version " + decision.weightsTableVersion() + " is not on record");
            return decision.weights();
        }
        return versions.weigh(table, decision.inputs());
    }

    private static void compareWeights(List<Weight> recorded, List<Weight> computed, List<String> differences) {
        var before = new TreeMap<String, Weight>();
        recorded.forEach(weight -> before.put(weight.id(), weight));
        var now = new TreeMap<String, Weight>();
        computed.forEach(weight -> now.put(weight.id(), weight));
        compare("candidates", before.keySet(), now.keySet(), differences);
        before.forEach((id, weight) -> compare("weight of " + id, weight, now.get(id), differences));
    }

    private static void compare(
            String what, @Nullable Object recorded, @Nullable Object computed, List<String> differences) {
        if (!Objects.equals(recorded, computed)) {
            differences.add(what + ": recorded " + recorded + ", computed " + computed);
        }
    }
}
