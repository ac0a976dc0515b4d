package dev.baton.lead.board;

import static dev.baton.shared.Rows.instantOrNull;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.Phone;
import dev.baton.lead.board.ListingLeads.Page;
import dev.baton.lead.board.ListingLeads.Summary;
import dev.baton.lead.board.ListingLeads.Whose;
import dev.baton.lead.file.LeadScope;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads leads in lists: each is one statement, and each has an index that serves it. */
@Component
class LeadListQueries {

    private static final String SUMMARY = "select l.* from lead l ";
    private static final int MOST = 200;
    private static final Duration OVERDUE = Duration.ofHours(48);

    private final JdbcClient jdbc;
    private final OwnerNames owners;
    private final LeadScope scope;
    private final Clock clock;

    LeadListQueries(JdbcClient jdbc, OwnerNames owners, LeadScope scope, Clock clock) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.scope = scope;
        this.clock = clock;
    }

    List<Summary> today(PersonId owner, int limit) {
        return jdbc.sql(SUMMARY + """
                        where l.owner_id = ? and l.status in ('ASSIGNED', 'CONTACTED')
                        order by l.next_deadline_at, case l.intent when 'high' then 0 when 'medium' then 1 else 2 end, l.id
                        limit ?""")
                .params(owner.value(), Math.min(limit, MOST))
                .query(this::summary)
                .list();
    }

    List<Summary> overdueFollowUps(PersonId owner) {
        return jdbc.sql(SUMMARY + """
                        where l.owner_id = ? and l.status in ('ASSIGNED', 'CONTACTED') and l.next_follow_up_at < ?
                        order by l.next_follow_up_at, l.id limit ?""")
                .params(owner.value(), Timestamp.from(clock.instant().minus(OVERDUE)), MOST)
                .query(this::summary)
                .list();
    }

    Page search(Caller caller, @Nullable String text, @Nullable LeadStatus status, Whose whose, int page, int size) {
        var readable = scope.readable(caller);
        var params = new HashMap<String, @Nullable Object>(readable.params());
        params.put("me", caller.id().value());
        var where = new StringBuilder("where " + readable.sql() + whose.condition());
        if (status != null) {
            where.append(" and l.status = :status");
            params.put("status", status.name());
        }
        if (text != null && !text.isBlank()) {
            where.append(" and (l.name ilike :text or l.company ilike :text or l.phone like :digits)");
            params.put("text", "%" + escapeLike(text.strip()) + "%");
            var number = Phone.searched(text);
            params.put("digits", number == null ? "-" : "%" + number + "%");
        }
        var total = jdbc.sql("select count(*) from (select 1 from lead l " + where + " limit 10000) t")
                .params(params)
                .query(Long.class)
                .single();
        params.put("limit", Math.clamp(size, 1, MOST));
        params.put("offset", Math.max(0, page) * Math.clamp(size, 1, MOST));
        var items = jdbc.sql(SUMMARY + where + " order by l.id desc limit :limit offset :offset")
                .params(params)
                .query(this::summary)
                .list();
        return new Page(items, total);
    }

    private Summary summary(ResultSet row, int number) throws SQLException {
        var status = LeadStatus.valueOf(row.getString("status"));
        var deadline = instantOrNull(row, "next_deadline_at");
        var followUp = instantOrNull(row, "next_follow_up_at");
        return new Summary(
                new LeadId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("company"),
                status,
                row.getString("source"),
                row.getString("intent"),
                row.getString("region"),
                owners.of(row.getObject("owner_id", UUID.class)),
                row.getTimestamp("received_at").toInstant(),
                instantOrNull(row, "window_due_at"),
                row.getTimestamp("next_follow_up_at").toInstant(),
                deadline,
                deadline == null
                        ? null
                        : status == LeadStatus.ASSIGNED
                                ? "first-contact"
                                : deadline.equals(followUp) ? "follow-up" : "silence",
                instantOrNull(row, "assigned_at"),
                instantOrNull(row, "opened_at"),
                Phone.national(row.getString("phone")),
                row.getBoolean("needs_collaboration"));
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
