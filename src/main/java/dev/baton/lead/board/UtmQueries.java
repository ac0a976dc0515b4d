package dev.baton.lead.board;

import static dev.baton.shared.Rows.time;

import dev.baton.lead.file.LeadScope;
import dev.baton.staff.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts leads by what the address that they came from said about their campaign. */
@Component
class UtmQueries {

    private final JdbcClient jdbc;
    private final LeadScope scope;

    UtmQueries(JdbcClient jdbc, LeadScope scope) {
        this.jdbc = jdbc;
        this.scope = scope;
    }

    /** Addresses say it with {@code utm_} in front or without. */
    List<ReportingUtm.Line> lines(Caller caller, Instant from, Instant to) {
        var readable = scope.readable(caller);
        var params = new HashMap<String, @Nullable Object>(readable.params());
        params.put("from", time(from));
        params.put("to", time(to));
        return jdbc.sql("""
                        select coalesce(l.utm ->> 'source', l.utm ->> 'utm_source') as source,
                               coalesce(l.utm ->> 'medium', l.utm ->> 'utm_medium') as medium,
                               coalesce(l.utm ->> 'campaign', l.utm ->> 'utm_campaign') as campaign,
                               count(*) as leads,
                               count(l.first_touch_at) as contacted,
                               count(*) filter (where l.status = 'QUALIFIED') as qualified,
                               count(*) filter (where l.status = 'LOST') as lost,
                               count(l.deal_id) as deals
                        from lead l where l.received_at >= :from and l.received_at < :to and %s
                        group by 1, 2, 3
                        order by leads desc, source nulls last, medium nulls last, campaign nulls last""".formatted(readable.sql()))
                .params(params)
                .query(ReportingUtm.Line.class)
                .list();
    }
}
