package dev.baton.assignment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.baton.lead.LeadId;
import dev.baton.lead.owner.OwnerFigures;
import dev.baton.lead.owner.OwnerFigures.Figures;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds who may get a lead, and says of everybody else why not (LA-08, LA-09). */
@Component
public class ListingCandidates {

    /** Where in which instance the decision is made. */
    public record Place(long processInstanceKey, long processDefinitionKey, int processVersion) {}

    /** @param hold whether the lead has to wait; then until when, and nobody is listed */
    public record Listed(
            UUID decisionId,
            int candidateCount,
            List<Candidate> candidates,
            Parameters parameters,
            boolean hold,
            @Nullable Instant holdUntil) {}

    /** What the leads on file say. */
    private record Known(Map<PersonId, Figures> byRep, Map<String, Long> unassigned) {

        Figures of(Person rep) {
            return byRep.getOrDefault(rep.id(), Figures.NONE);
        }
    }

    private final Staff staff;
    private final RoutingSwitches switches;
    private final HoldReasons holding;
    private final HeldLeads held;
    private final Decisions decisions;
    private final TableVersions versions;
    private final Clock clock;
    private final Duration figuresValid;
    private final LoadingCache<String, Known> recentFigures;

    ListingCandidates(
            Staff staff,
            OwnerFigures figures,
            RoutingSwitches switches,
            HoldReasons holding,
            HeldLeads held,
            Decisions decisions,
            TableVersions versions,
            Clock clock,
            @Value("${baton.assignment.figures-valid:24h}") Duration figuresValid,
            @Value("${baton.assignment.figures-refresh:5s}") Duration refresh) {
        this.staff = staff;
        this.switches = switches;
        this.holding = holding;
        this.held = held;
        this.decisions = decisions;
        this.versions = versions;
        this.clock = clock;
        this.figuresValid = figuresValid;
        // No lead waits for the figures to be counted: the last ones serve while new ones are read.
        this.recentFigures = Caffeine.newBuilder()
                .refreshAfterWrite(refresh)
                .expireAfterWrite(Duration.ofSeconds(60))
                .build(all -> new Known(figures.read(), figures.unassigned()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Listed list(LeadId lead, int round, Routing routing, Place place) {
        var reason = holding.reason();
        if (reason != null) {
            var hold = Ids.next();
            return new Listed(
                    hold, 0, List.of(), new Parameters(null, null, null), true, held.hold(lead, hold, reason));
        }
        var now = clock.instant();
        var routedAt = held.forget(lead).orElse(now);

        var reps = staff.reps();
        var eligibility = Eligibility.of(reps, switches, previousOwners(lead));
        var exclusions = eligibility.exclusions(routing);
        var may = eligibility.eligible(routing);
        var eligible =
                reps.stream().filter(rep -> may.contains(rep.id().toString())).toList();
        var known = recentFigures.get("all");
        var saturations = saturations(known);
        var candidates =
                eligible.stream().map(rep -> candidate(rep, known, saturations)).toList();
        var parameters = parameters(candidates, saturations, known);
        var id = Ids.next();
        decisions.prepare(
                id,
                lead,
                round,
                now,
                new Decisions.Inputs(
                        routing,
                        parameters,
                        candidates,
                        exclusions,
                        routingTables(lead, round, routing, routedAt),
                        eligibility,
                        null),
                place.processInstanceKey(),
                place.processDefinitionKey(),
                place.processVersion());
        return new Listed(id, candidates.size(), candidates, parameters, false, null);
    }

    private Map<String, Integer> routingTables(LeadId lead, int round, Routing routing, Instant routedAt) {
        return (round == 0 ? Optional.<Map<String, Integer>>empty() : decisions.firstRoutingTables(lead))
                .orElseGet(() -> versions.ofRouting(routing, routedAt));
    }

    private Set<PersonId> previousOwners(LeadId lead) {
        return switches.isOn(RoutingSwitch.EXCLUDE_PREVIOUS_OWNERS) ? decisions.ownersOf(lead) : Set.of();
    }

    /**
     * Open leads for each rep on duty, by region: theirs, and those that came to the region and have no owner yet (F-01). A
     * region without anybody on duty is left out.
     */
    private Map<String, Double> saturations(Known known) {
        var open = new HashMap<String, Long>();
        var onDuty = new HashMap<String, Integer>();
        for (var rep : staff.reps()) {
            if (rep.active() && rep.receivesLeads() && !rep.onLeave() && rep.region() != null) {
                open.merge(rep.region(), known.of(rep).open(), Long::sum);
                onDuty.merge(rep.region(), 1, Integer::sum);
            }
        }
        var saturations = new HashMap<String, Double>();
        onDuty.forEach((region, reps) -> saturations.put(
                region,
                (double) (open.getOrDefault(region, 0L) + known.unassigned().getOrDefault(region, 0L)) / reps));
        return saturations;
    }

    private Candidate candidate(Person rep, Known known, Map<String, Double> saturations) {
        var own = known.of(rep);
        var synced = rep.figuresSyncedAt();
        var stale = synced != null && synced.isBefore(clock.instant().minus(figuresValid));
        return new Candidate(
                rep.id().toString(),
                saturations.getOrDefault(String.valueOf(rep.region()), 0d),
                own.responseSeconds(),
                own.responses(),
                own.won(),
                own.closed(),
                own.open(),
                stale);
    }

    private static Parameters parameters(List<Candidate> candidates, Map<String, Double> saturations, Known known) {
        var saturation =
                saturations.values().stream().mapToDouble(Double::doubleValue).average();
        var response = candidates.stream()
                .filter(candidate -> candidate.responses() > 0)
                .mapToDouble(candidate -> candidate.responseSeconds() / candidate.responses())
                .average();
        var closed = known.byRep().values().stream().mapToLong(Figures::closed).sum();
        var won = known.byRep().values().stream().mapToLong(Figures::won).sum();
        return new Parameters(saturation.orElse(0), response.orElse(0), closed == 0 ? 0d : (double) won / closed);
    }
}
