package dev.baton.assignment;

import dev.baton.lead.LeadId;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives a lead to the person who takes what nobody else can be found for, with the reason (LA-13, LA-14). */
@Component
public class AssigningFallback {

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

    AssigningFallback(Decisions decisions, TableVersions versions, HeldLeads held, Staff staff, Clock clock) {
        this.decisions = decisions;
        this.versions = versions;
        this.held = held;
        this.staff = staff;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public PersonId assign(
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
                            versions.withPromise(versions.ofRouting(routing, now), now),
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
}
