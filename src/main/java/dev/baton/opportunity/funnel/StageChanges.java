package dev.baton.opportunity.funnel;

import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.policy.Move;
import dev.baton.staff.Caller;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the changes of stage that the process made, in the scope of whoever asks. */
@Component
class StageChanges {

    /**
     * Changes of one kind from one stage to another.
     *
     * @param fromStage absent where a deal started
     * @param dwellSeconds how long the deals had stood in the stage that they left, all together
     */
    record Passage(@Nullable String fromStage, String toStage, Move kind, long count, long dwellSeconds) {}

    private final JdbcClient jdbc;
    private final DealScope scope;

    StageChanges(JdbcClient jdbc, DealScope scope) {
        this.jdbc = jdbc;
        this.scope = scope;
    }

    List<Passage> since(Caller caller, Instant from) {
        var where = scope.clause(caller, false);
        var params = new LinkedHashMap<>(where.params());
        params.put("from", Timestamp.from(from));
        return jdbc.sql("""
                        select d.from_stage, d.to_stage, d.kind, count(*) as count,
                               coalesce(sum(d.dwell_seconds), 0)::bigint as dwell_seconds
                        from (select t.deal_id as id, t.from_stage, t.to_stage, t.kind, t.dwell_seconds, t.region, t.owner_id
                              from deal_transition t where t.at >= :from) d
                        where %s group by d.from_stage, d.to_stage, d.kind""".formatted(where.sql()))
                .params(params)
                .query(Passage.class)
                .list();
    }
}
