package dev.baton.lead.window;

import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row each time somebody becomes responsible for a first contact: the facts behind every window figure. */
@Component
public class ResponseWindows {

    private final JdbcClient jdbc;

    ResponseWindows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void open(
            LeadId lead, int round, PersonId owner, @Nullable String region, String source, Instant from, Instant due) {
        jdbc.sql("""
                        insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(lead.value(), round, owner.value(), region, source, Timestamp.from(from), Timestamp.from(due))
                .update();
    }

    void opened(UUID lead, int round, Instant at) {
        jdbc.sql("update response_window set opened_at = ? where lead_id = ? and round = ? and opened_at is null")
                .params(Timestamp.from(at), lead, round)
                .update();
    }

    void touched(LeadId lead, int round, Instant at) {
        jdbc.sql("""
                        update response_window set first_touch_at = coalesce(first_touch_at, ?), ended_at = coalesce(ended_at, ?)
                        where lead_id = ? and round = ?""")
                .params(Timestamp.from(at), Timestamp.from(at), lead.value(), round)
                .update();
    }

    /** Ends what is still open without a touch: the lead went to somebody else. */
    void end(LeadId lead, Instant at) {
        jdbc.sql("update response_window set ended_at = ? where lead_id = ? and ended_at is null")
                .params(Timestamp.from(at), lead.value())
                .update();
    }
}
