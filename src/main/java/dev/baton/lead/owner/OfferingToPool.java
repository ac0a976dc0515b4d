package dev.baton.lead.owner;

import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadMoved;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.lead.window.EndingRound;
import dev.baton.staff.CandidateGroups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a lead where reps can claim it (LA-15). */
@Component
public class OfferingToPool {

    /** Where the lead waits, and until when. */
    public record Offered(int round, Instant poolDueAt, String regionGroup) {}

    private final Leads leads;
    private final Deadlines deadlines;
    private final EndingRound ending;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration patience;

    OfferingToPool(
            Leads leads,
            Deadlines deadlines,
            EndingRound ending,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${baton.lead.pool-patience:24h}") Duration patience) {
        this.leads = leads;
        this.deadlines = deadlines;
        this.ending = ending;
        this.events = events;
        this.clock = clock;
        this.patience = patience;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Offered offer(LeadId id, LeadMoved.Routed routed) {
        var lead = leads.change(id);
        var now = clock.instant();
        ending.end(lead, now);
        var returnedBy = lead.returnedBy();
        var round = lead.offerToPool(now);
        events.publishEvent(new LeadMoved(id, round, "POOL", null, returnedBy, now, routed));
        var due = now.plus(patience);
        deadlines.open(id.value(), round, Map.of(LeadResponse.Deadlines.POOL, due));
        leads.save(lead);
        return new Offered(round, due, CandidateGroups.sales(lead.region()));
    }
}
