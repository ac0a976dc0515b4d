package dev.baton.assignment;

import dev.baton.lead.LeadId;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private final Staff staff;
    private final RepFigures figures;
    private final RoutingSwitches switches;
    private final HoldReasons holding;
    private final HeldLeads held;
    private final Decisions decisions;
    private final TableVersions versions;
    private final Clock clock;

    ListingCandidates(
            Staff staff,
            RepFigures figures,
            RoutingSwitches switches,
            HoldReasons holding,
            HeldLeads held,
            Decisions decisions,
            TableVersions versions,
            Clock clock) {
        this.staff = staff;
        this.figures = figures;
        this.switches = switches;
        this.holding = holding;
        this.held = held;
        this.decisions = decisions;
        this.versions = versions;
        this.clock = clock;
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
        var compared = figures.compare(eligible, reps);
        var candidates = compared.candidates();
        var parameters = compared.parameters();
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
                        versions.withPromise(routingTables(lead, round, routing, routedAt), now),
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
}
