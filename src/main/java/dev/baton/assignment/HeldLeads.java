package dev.baton.assignment;

import dev.baton.lead.LeadId;
import dev.baton.lead.owner.HoldingLead;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leads that wait because a switch or untrustworthy facts hold them, each with an end (LA-13, LA-22). */
@Component
class HeldLeads {

    /** On its way back to the list of candidates; its row stays, so that waiting again does not lengthen the wait. */
    private static final String RELEASED = "RELEASED";

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

    private record Row(UUID leadId, UUID holdId) {}

    /**
     * Until when the lead waits at most; waiting again does not lengthen it.
     *
     * @param hold what this one wait is known by to whatever ends it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant hold(LeadId lead, UUID hold, String reason) {
        var now = clock.instant();
        holding.hold(lead, reason);
        return jdbc.sql("""
                        insert into held_lead (lead_id, hold_id, reason, since, until) values (?, ?, ?, ?, ?)
                        on conflict (lead_id) do update set reason = excluded.reason, hold_id = excluded.hold_id
                        returning until""")
                .params(lead.value(), hold, reason, Timestamp.from(now), Timestamp.from(now.plus(longest)))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** Since when the lead has waited, if it has. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Instant> forget(LeadId lead) {
        return jdbc.sql("delete from held_lead where lead_id = ? returning since")
                .param(lead.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** What leads wait for now. */
    List<String> reasons() {
        return jdbc.sql("select distinct reason from held_lead where reason <> ?")
                .param(RELEASED)
                .query(String.class)
                .list();
    }

    /** Asks for every lead that has waited to be looked at again, even where that was asked before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void releaseAll() {
        jdbc.sql("select lead_id, hold_id from held_lead order by since, lead_id")
                .query(Row.class)
                .list()
                .forEach(this::release);
    }

    /** Asks for each that waits for this to be looked at again, once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String reason) {
        jdbc.sql("select lead_id, hold_id from held_lead where reason = ? order by since, lead_id")
                .param(reason)
                .query(Row.class)
                .list()
                .forEach(this::release);
    }

    /** Takes the lead first and its row here after, in the order in which it was held. */
    private void release(Row row) {
        holding.release(new LeadId(row.leadId()), row.holdId());
        jdbc.sql("update held_lead set reason = ? where lead_id = ?")
                .params(RELEASED, row.leadId())
                .update();
    }
}
