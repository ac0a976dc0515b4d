package dev.baton.assignment;

import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.lead.LeadId;
import dev.baton.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
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
        if (decision.kind().equals("RULE")) {
            replayRule(decision, differences);
        } else if (decision.fallbackReason() == null) {
            differences.add("kind: " + decision.kind() + " without a reason");
        } else {
            replayFallback(decision, decision.fallbackReason(), differences);
        }
        return new Replay(differences.isEmpty(), differences);
    }

    private static void replayFallback(Decisions.Decision decision, String reason, List<String> differences) {
        var nobody =
                reason.equals(AssigningFallback.NO_ELIGIBLE_REP) || reason.equals(AssigningFallback.NO_ON_DUTY_REP);
        if (nobody && !decision.inputs().candidates().isEmpty()) {
            differences.add("fallbackReason: " + reason + ", but there were candidates");
        } else if (reason.equals(AssigningFallback.NO_ON_DUTY_REP)
                && !decision.inputs().nobodyOnDuty()) {
            differences.add("fallbackReason: " + reason + ", but somebody was on duty");
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
