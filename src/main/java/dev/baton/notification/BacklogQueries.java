package dev.baton.notification;

import dev.baton.shared.Rows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits to be delivered. */
@Component
class BacklogQueries {

    private final JdbcClient jdbc;

    BacklogQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param oldest since when the oldest one waits; null where nothing does */
    record Backlog(long waiting, @Nullable Instant oldest) {}

    Backlog backlog() {
        return jdbc.sql("""
                        select count(*) as waiting, min(created_at) as oldest from notification_delivery
                        where next_attempt_at is not null""")
                .query((row, n) -> new Backlog(row.getLong("waiting"), Rows.instantOrNull(row, "oldest")))
                .single();
    }
}
