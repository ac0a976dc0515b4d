package dev.baton.assignment;

import dev.baton.engine.DeployedResource;
import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Chooses who gets a lead and writes down how (LO-03); concurrent choices of one route happen one after another. */
@Component
public class ChoosingOwner {

    static final String WEIGHTS_TABLE = "candidate-weights";
    static final String TURNS = "TURNS";
    static final String RANDOM = "RANDOM";

    private final Decisions decisions;
    private final TableVersions versions;
    private final Clock clock;

    ChoosingOwner(Decisions decisions, TableVersions versions, Clock clock) {
        this.decisions = decisions;
        this.versions = versions;
        this.clock = clock;
    }

    /** @param weights as the table returned them, each with a weight */
    @Transactional(propagation = Propagation.MANDATORY)
    public PersonId choose(LeadId lead, UUID decisionId, List<Weight> weights) {
        var prepared = decisions
                .prepared(decisionId)
                .orElseThrow(() -> new IllegalStateException("decision " + decisionId + " was not prepared"));
        var route = prepared.route();
        var credits = new TreeMap<>(decisions.lockCredits(route, clock.instant()));
        // The time of the decision is taken while its route is locked: records of a route are in the order of the
        // turns.
        var now = clock.instant();
        var turn = turn(lead, decisionId, weights, credits);
        credits.putAll(turn.after());
        decisions.storeCredits(route, credits, now);

        var owner = PersonId.of(turn.chosen());
        var table = versions.ofWeights(prepared, weights);
        decisions.decideByRule(
                decisionId,
                now,
                owner,
                weights,
                turn,
                table.map(DeployedResource::key).orElse(0L),
                table.map(DeployedResource::version).orElse(0));
        return owner;
    }

    /** As the table says: in turn, or by a lot that the id of the decision draws. */
    static FairTurns.Turn turn(LeadId lead, UUID decisionId, List<Weight> weights, Map<String, Long> credits) {
        return RANDOM.equals(choice(weights))
                ? FairTurns.draw(decisionId.toString(), weightsById(weights), credits)
                : FairTurns.next(lead.toString(), weightsById(weights), credits);
    }

    static String choice(List<Weight> weights) {
        return weights.stream()
                .flatMap(weight -> Stream.ofNullable(weight.choice()))
                .findFirst()
                .orElse(TURNS);
    }

    static SortedMap<String, Double> weightsById(List<Weight> weights) {
        var byId = new TreeMap<String, Double>();
        for (var weight : weights) {
            if (weight.weight() == null) {
                throw new IllegalStateException("the table gave " + weight.id() + " no weight");
            }
            byId.put(weight.id(), weight.weight());
        }
        return byId;
    }
}
