package dev.baton.lead;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.notification.Channel;
import dev.baton.staff.CandidateGroups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a lead where reps can claim it (LA-15), and tells the supervisors when nobody does. */
@Component
public class OfferingToPool implements DeadlineAction {

    /** Where the lead waits, and until when. */
    public record Offered(int round, Instant poolDueAt, String regionGroup) {}

    private final Leads leads;
    private final Deadlines deadlines;
    private final EndingRound ending;
    private final LeadNotices notices;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration patience;

    OfferingToPool(
            Leads leads,
            Deadlines deadlines,
            EndingRound ending,
            LeadNotices notices,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${baton.lead.pool-patience:24h}") Duration patience) {
        this.leads = leads;
        this.deadlines = deadlines;
        this.ending = ending;
        this.notices = notices;
        this.timeline = timeline;
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
        var round = lead.offerToPool();
        events.publishEvent(new LeadMoved(id, round, "POOL", null, returnedBy, now, routed));
        var due = now.plus(patience);
        deadlines.open(id.value(), round, Map.of(LeadDeadlines.POOL, due));
        timeline.add(lead, now, "POOLED", null, Map.of("round", round));
        return new Offered(round, due, CandidateGroups.sales(lead.region()));
    }

    @Override
    public String kind() {
        return LeadDeadlines.POOL;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var lead = leads.change(new LeadId(recordId));
        if (deadlines.act(recordId, round, LeadDeadlines.POOL, actor)
                && lead.status() == LeadStatus.POOLED
                && lead.round() == round) {
            notices.tellSupervisors(lead, round, "lead.pool-stale", null, List.of(Channel.IN_APP, Channel.MAIL));
        }
    }
}
