package dev.baton.assignment;

import dev.baton.lead.HoldingLead;
import dev.baton.lead.LeadId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leads that wait because a switch or untrustworthy facts hold them, each with an end (LA-13, LA-22). */
@Component
class HeldLeads {

    private final JdbcClient jdbc;
    private final HoldingLead holding;
    private final Clock clock;
    private final Duration longest;

    HeldLeads(
            JdbcClient jdbc,
            HoldingLead holding,
            Clock clock,
            @Value("${baton.assignment.longest-hold:30m}") Duration longest) {
        this.jdbc = jdbc;
        this.holding = holding;
        this.clock = clock;
        this.longest = longest;
    }

    /** Until when the lead waits at most; waiting again does not lengthen it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant hold(LeadId lead, String reason) {
        var now = clock.instant();
        holding.hold(lead, reason);
        return jdbc.sql("""
                        insert into held_lead (lead_id, reason, since, until) values (?, ?, ?, ?)
                        on conflict (lead_id) do update set reason = excluded.reason returning until""")
                .params(lead.value(), reason, Timestamp.from(now), Timestamp.from(now.plus(longest)))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(LeadId lead) {
        jdbc.sql("delete from held_lead where lead_id = ?").param(lead.value()).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void releaseAll() {
        jdbc.sql("select lead_id from held_lead order by since")
                .query(UUID.class)
                .list()
                .forEach(id -> holding.release(new LeadId(id)));
    }
}
