package dev.baton.opportunity.repair;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.shared.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open deals that entered their stage before a moment that each stage has. */
@Component
class StuckQueries {

    private final JdbcClient jdbc;
    private final DealQueries queries;

    StuckQueries(JdbcClient jdbc, DealQueries queries) {
        this.jdbc = jdbc;
        this.queries = queries;
    }

    /** Longest standing first. */
    List<StuckDeals.Stuck> of(DealScope.Clause where, Map<String, Instant> since) {
        var params = new LinkedHashMap<>(where.params());
        params.put("stages", since.keySet().toArray(String[]::new));
        params.put("since", since.values().stream().map(Rows::time).toArray(Timestamp[]::new));
        return jdbc.sql("""
                        select d.id, d.name, d.customer_name, d.owner_id, d.stage, d.stage_round, d.entered_at, d.amount, d.currency
                        from unnest(:stages, cast(:since as timestamptz[])) as l(stage, since)
                        join deal d on d.stage = l.stage and d.entered_at < l.since
                        where d.state = 'OPEN' and %s order by d.entered_at, d.id""".formatted(where.sql()))
                .params(params)
                .query(this::stuck)
                .list();
    }

    private StuckDeals.Stuck stuck(ResultSet row, int number) throws SQLException {
        return new StuckDeals.Stuck(
                new DealId(Rows.uuid(row, "id")),
                row.getString("name"),
                row.getString("customer_name"),
                queries.owner(Rows.uuid(row, "owner_id")),
                row.getString("stage"),
                row.getInt("stage_round"),
                Rows.instant(row, "entered_at"),
                row.getBigDecimal("amount"),
                row.getString("currency"));
    }
}
