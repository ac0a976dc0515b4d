package dev.baton.opportunity.repair;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.staff.Caller;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open deals that have stood in their stage longer than the limit {@code stuck} of the table of limits (SG-11). */
@Component
public class StuckDeals {

    public record Stuck(
            DealId id,
            String name,
            String customerName,
            DealQueries.Owner owner,
            String stage,
            int stageRound,
            Instant enteredAt,
            BigDecimal amount,
            String currency) {}

    private final JdbcClient jdbc;
    private final DealScope scope;
    private final DealQueries queries;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final Clock clock;

    StuckDeals(
            JdbcClient jdbc, DealScope scope, DealQueries queries, StagePolicy policy, DwellPolicy dwell, Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.queries = queries;
        this.policy = policy;
        this.dwell = dwell;
        this.clock = clock;
    }

    /** All of them in the caller's scope, longest standing first. */
    public List<Stuck> of(Caller caller) {
        var now = clock.instant();
        var where = scope.clause(caller, false);
        var params = new LinkedHashMap<>(where.params());
        var stages = policy.stages().stream().map(Stage::key).toList();
        params.put("stages", stages.toArray(String[]::new));
        params.put(
                "since",
                stages.stream()
                        .map(stage -> Timestamp.from(dwell.since(DwellPolicy.Limit.STUCK, stage, now)))
                        .toArray(Timestamp[]::new));
        return jdbc.sql("""
                        select d.id, d.name, d.customer_name, d.owner_id, d.stage, d.stage_round, d.entered_at, d.amount, d.currency
                        from unnest(:stages, cast(:since as timestamptz[])) as l(stage, since)
                        join deal d on d.stage = l.stage and d.entered_at < l.since
                        where d.state = 'OPEN' and %s order by d.entered_at, d.id""".formatted(where.sql()))
                .params(params)
                .query(this::stuck)
                .list();
    }

    private Stuck stuck(ResultSet row, int number) throws SQLException {
        return new Stuck(
                new DealId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("customer_name"),
                queries.owner(row.getObject("owner_id", UUID.class)),
                row.getString("stage"),
                row.getInt("stage_round"),
                row.getTimestamp("entered_at").toInstant(),
                row.getBigDecimal("amount"),
                row.getString("currency"));
    }
}
