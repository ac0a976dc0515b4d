package dev.baton.assignment;

import dev.baton.lead.LeadId;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells why a lead went where it went, and of everybody else why not (LO-03, LO-04, LA-16). */
@Component
public class ExplainingDecision {

    /** A person by name. */
    @Schema(name = "PersonRef")
    public record Somebody(PersonId id, String name) {}

    /** The factors of a weight. */
    public record Coefficients(
            @Nullable Double saturation,
            @Nullable Double response,
            @Nullable Double ability,
            @Nullable Double load) {}

    /**
     * Somebody who could have got the lead. Shares and credits are parts of one lead.
     *
     * @param reason why coefficients are neutral although there are figures (LA-04)
     */
    @Schema(name = "DecisionCandidate")
    public record Considered(
            Somebody person,
            Coefficients coefficients,
            @Nullable Double weight,
            @Nullable Double queuePriority,
            @Nullable String reason,
            @Nullable Double share,
            @Nullable Double creditBefore,
            @Nullable Double creditAfter,
            boolean chosen,
            Candidate figures) {}

    /** Somebody who could not. */
    @Schema(name = "Exclusion")
    public record LeftOut(Somebody person, Exclusion.Reason reason) {}

    /** Which versions decided. */
    public record Versions(int process, Map<String, Integer> tables) {}

    /**
     * One decision, whole.
     *
     * @param by whose deed it was, where it was a person's and not a rule's
     * @param choice how one of the candidates was chosen, {@code TURNS} or {@code RANDOM}
     */
    @Schema(name = "Decision")
    public record Explanation(
            UUID id,
            int round,
            @Nullable Instant at,
            String kind,
            @Nullable Somebody owner,
            @Nullable Somebody by,
            @Nullable String fallbackReason,
            @Nullable String choice,
            @Nullable String route,
            @Nullable List<Map<String, Object>> routingSteps,
            Parameters parameters,
            List<Considered> candidates,
            List<LeftOut> exclusions,
            Versions versions) {}

    private final Decisions decisions;
    private final Staff staff;

    ExplainingDecision(Decisions decisions, Staff staff) {
        this.decisions = decisions;
        this.staff = staff;
    }

    public List<Explanation> explain(LeadId lead) {
        return decisions.of(lead).stream().map(this::explain).toList();
    }

    /** The same for somebody who may only know about themselves and who was chosen. */
    public List<Explanation> explainTo(PersonId reader, LeadId lead) {
        return explain(lead).stream()
                .map(whole -> new Explanation(
                        whole.id(),
                        whole.round(),
                        whole.at(),
                        whole.kind(),
                        whole.owner(),
                        whole.by(),
                        whole.fallbackReason(),
                        whole.choice(),
                        whole.route(),
                        whole.routingSteps(),
                        whole.parameters(),
                        whole.candidates().stream()
                                .filter(candidate -> candidate.chosen()
                                        || candidate.person().id().equals(reader))
                                .toList(),
                        whole.exclusions().stream()
                                .filter(exclusion -> exclusion.person().id().equals(reader))
                                .toList(),
                        whole.versions()))
                .toList();
    }

    private Explanation explain(Decisions.Decision decision) {
        var weights = decision.weights().stream().collect(Collectors.toMap(Weight::id, weight -> weight));
        var shares = decision.weights().isEmpty()
                ? Map.<String, Long>of()
                : FairTurns.shares(ChoosingOwner.weightsById(decision.weights()));
        var candidates = decision.inputs().candidates().stream()
                .map(candidate -> considered(decision, candidate, weights.get(candidate.id()), shares))
                .sorted(Comparator.comparing(Considered::chosen)
                        .reversed()
                        .thenComparing(Comparator.comparingDouble((Considered considered) ->
                                        considered.weight() == null ? 0 : considered.weight())
                                .reversed()))
                .toList();
        var tables = new TreeMap<String, Integer>();
        if (decision.inputs().routingTables() != null) {
            tables.putAll(decision.inputs().routingTables());
        }
        if (decision.weightsTableVersion() != null) {
            tables.put(ChoosingOwner.WEIGHTS_TABLE, decision.weightsTableVersion());
        }
        return new Explanation(
                decision.id(),
                decision.round(),
                decision.decidedAt(),
                decision.kind(),
                decision.owner() == null ? null : somebody(decision.owner()),
                decision.by() == null ? null : somebody(decision.by()),
                decision.fallbackReason(),
                decision.weights().isEmpty() ? null : ChoosingOwner.choice(decision.weights()),
                decision.route(),
                decision.inputs().routing().routingSteps(),
                decision.inputs().parameters(),
                candidates,
                decision.inputs().exclusions().stream()
                        .map(exclusion -> new LeftOut(somebody(exclusion.person()), exclusion.reason()))
                        .toList(),
                new Versions(decision.processVersion(), tables));
    }

    private Considered considered(
            Decisions.Decision decision, Candidate candidate, @Nullable Weight weight, Map<String, Long> shares) {
        var id = candidate.id();
        return new Considered(
                somebody(PersonId.of(id)),
                weight == null
                        ? new Coefficients(null, null, null, null)
                        : new Coefficients(weight.saturation(), weight.response(), weight.ability(), weight.load()),
                weight == null ? null : weight.weight(),
                weight == null ? null : weight.queuePriority(),
                weight == null ? null : weight.reason(),
                leads(shares.get(id)),
                leads(decision.creditsBefore().get(id)),
                leads(decision.creditsAfter().get(id)),
                decision.kind().equals("RULE")
                        && decision.owner() != null
                        && decision.owner().toString().equals(id),
                candidate);
    }

    private static @Nullable Double leads(@Nullable Long millionths) {
        return millionths == null ? null : (double) millionths / FairTurns.LEAD;
    }

    private Somebody somebody(PersonId id) {
        return new Somebody(id, staff.find(id).map(Person::name).orElse("?"));
    }
}
