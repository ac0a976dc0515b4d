package dev.baton.opportunity.funnel;

import dev.baton.engine.ForcedStep;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.Deals;
import dev.baton.shared.Ids;
import dev.baton.staff.Caller;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what the engine was told to do with a deal past its gates and approvals, and the deal refused (B6-03). */
@Component
class RefusedMoves {

    private final JdbcClient jdbc;
    private final Deals deals;
    private final DealScope scope;

    RefusedMoves(JdbcClient jdbc, Deals deals, DealScope scope) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.scope = scope;
    }

    /** In the transaction of the incident; what other records refuse is theirs to count. */
    @EventListener
    void on(ForcedStep.Refused refused) {
        deals.findById(refused.recordId()).ifPresent(deal -> jdbc.sql("""
                        insert into deal_refused_move (id, deal_id, at, process_id, element_id, reason, stage, region, owner_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        deal.getId(),
                        Timestamp.from(refused.at()),
                        refused.processId(),
                        refused.elementId(),
                        refused.reason(),
                        deal.stage(),
                        deal.region(),
                        deal.owner().value())
                .update());
    }

    /** Of the deals that the caller sees. */
    long since(Caller caller, Instant from) {
        var where = scope.clause(caller, false);
        var params = new LinkedHashMap<>(where.params());
        params.put("from", Timestamp.from(from));
        return jdbc.sql("""
                        select count(*) from (select r.deal_id as id, r.region, r.owner_id from deal_refused_move r
                                              where r.at >= :from) d
                        where %s""".formatted(where.sql()))
                .params(params)
                .query(Long.class)
                .single();
    }
}
