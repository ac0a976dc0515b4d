package dev.baton.lead.board;

import dev.baton.lead.LeadId;
import dev.baton.lead.Phone;
import dev.baton.lead.file.LeadScope;
import dev.baton.staff.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the leads that may be claimed. */
@Component
class PoolQueries {

    private final JdbcClient jdbc;
    private final LeadScope scope;

    PoolQueries(JdbcClient jdbc, LeadScope scope) {
        this.jdbc = jdbc;
        this.scope = scope;
    }

    List<ListingPool.Entry> pool(Caller caller) {
        var pooled = scope.pooled(caller);
        return jdbc.sql("""
                        select l.*, c.summary as last_summary,
                               (select count(*) from contact_entry e where e.lead_id = l.id) as contacts
                        from lead l
                        left join lateral (select summary from contact_entry e where e.lead_id = l.id
                                           order by at desc limit 1) c on true
                        where %s order by l.received_at desc, l.id desc limit 200""".formatted(pooled.sql()))
                .params(pooled.params())
                .query((row, number) -> new ListingPool.Entry(
                        new LeadId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("company"),
                        row.getString("region"),
                        row.getString("source"),
                        row.getString("intent"),
                        row.getString("industry"),
                        row.getString("company_size"),
                        Phone.masked(row.getString("phone")),
                        row.getString("last_summary"),
                        row.getLong("contacts"),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }
}
