package dev.baton.assignment;

import dev.baton.lead.LeadMoved;
import dev.baton.shared.Ids;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts on record who has a lead by a person's deed and not by a rule: who claimed it, to whom it was passed on and by
 * whom, who keeps what they entered, and that it went to the pool, with the tables that had routed it (LO-03).
 */
@Component
class RecordingAssignment {

    private final Decisions decisions;
    private final TableVersions versions;

    RecordingAssignment(Decisions decisions, TableVersions versions) {
        this.decisions = decisions;
        this.versions = versions;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(LeadMoved moved) {
        if (moved.right().equals("RULE") || moved.right().equals("FALLBACK")) {
            return;
        }
        var routed = moved.routed();
        var routing = new Routing(
                routed.regionRoute(),
                routed.businessLine(),
                routed.sizeRoute(),
                routed.routingSteps(),
                new Routing.Asked(routed.region(), routed.source(), routed.industry(), routed.companySize()));
        var routingTables = Optional.of(moved.round())
                .filter(round -> round > 1)
                .flatMap(round -> decisions.firstRoutingTables(moved.lead()))
                .orElseGet(() -> versions.ofRouting(routing, moved.at()));
        var tables = versions.withPromise(routingTables, moved.at());
        var id = Ids.next();
        decisions.prepare(
                id,
                moved.lead(),
                moved.round(),
                moved.at(),
                new Decisions.Inputs(
                        routing, new Parameters(null, null, null), List.of(), List.of(), tables, null, null),
                routed.processInstanceKey(),
                routed.processDefinitionKey(),
                routed.processVersion());
        decisions.decideByPerson(id, moved.at(), moved.right(), moved.owner(), moved.by());
    }
}
