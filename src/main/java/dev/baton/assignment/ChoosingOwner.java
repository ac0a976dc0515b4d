package dev.baton.assignment;

import dev.baton.engine.DeployedResource;
import dev.baton.lead.LeadId;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Chooses who gets a lead and writes down how (LO-03); concurrent choices of one route happen one after another. */
@Component
public class ChoosingOwner {

    static final String WEIGHTS_TABLE = "candidate-weights";
    static final String TURNS = "TURNS";
    static final String RANDOM = "RANDOM";
    static final String UNKNOWN_REGION = "UNKNOWN_REGION";
    static final String UNKNOWN_BUSINESS_LINE = "UNKNOWN_BUSINESS_LINE";
    static final String HELD_TOO_LONG = "HELD_TOO_LONG";
    static final String RULE_NOT_EVALUABLE = "RULE_NOT_EVALUABLE";
    static final String NO_ELIGIBLE_REP = "NO_ELIGIBLE_REP";
    static final String NO_ON_DUTY_REP = "NO_ON_DUTY_REP";

    private final Decisions decisions;
    private final TableVersions versions;
    private final HeldLeads held;
    private final Staff staff;
    private final Clock clock;

    ChoosingOwner(Decisions decisions, TableVersions versions, HeldLeads held, Staff staff, Clock clock) {
        this.decisions = decisions;
        this.versions = versions;
        this.held = held;
        this.staff = staff;
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

    /** Gives the lead to the person who takes what nobody else can be found for, with the reason (LA-13, LA-14). */
    @Transactional(propagation = Propagation.MANDATORY)
    public PersonId fallBack(
            LeadId lead,
            int round,
            @Nullable UUID decisionId,
            String reason,
            Routing routing,
            ListingCandidates.Place place) {
        var owner = staff.fallbackOwner();
        var now = clock.instant();
        var heldSince = held.forget(lead).orElse(null);
        var prepared = Optional.ofNullable(decisionId).flatMap(decisions::find);
        var id = prepared.map(Decisions.Decision::id).orElseGet(Ids::next);
        if (prepared.isEmpty()) {
            decisions.prepare(
                    id,
                    lead,
                    round,
                    now,
                    new Decisions.Inputs(
                            routing,
                            new Parameters(null, null, null),
                            List.of(),
                            List.of(),
                            versions.ofRouting(routing, now),
                            null,
                            heldSince),
                    place.processInstanceKey(),
                    place.processDefinitionKey(),
                    place.processVersion());
        }
        decisions.decideByFallback(id, now, owner.id(), precisely(reason, prepared));
        return owner.id();
    }

    /** Where nobody could be listed, the record says whether anybody was on duty at all (F-01). */
    private static String precisely(String reason, Optional<Decisions.Decision> prepared) {
        return reason.equals(NO_ELIGIBLE_REP)
                        && prepared.map(it -> it.inputs().nobodyOnDuty()).orElse(false)
                ? NO_ON_DUTY_REP
                : reason;
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

    static TreeMap<String, Double> weightsById(List<Weight> weights) {
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
