package dev.baton.notification.web;

import dev.baton.shared.Rows;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices that wait in the workbench, each person's own. */
@Component
class NoticeQueries {

    private static final String NOTICES = "select id, seq, created_at, title, text, path, read_at from in_app_notice ";

    private final JdbcClient jdbc;

    NoticeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param seq grows with time; browsers name the last one that they saw when they come back */
    record Entry(
            UUID id,
            long seq,
            Instant at,
            String title,
            String text,
            String path,
            @Nullable Instant readAt) {}

    List<Entry> newest(PersonId person, int most) {
        return jdbc.sql(NOTICES + "where person_id = :person order by seq desc limit :most")
                .param("person", person.value())
                .param("most", most)
                .query(NoticeQueries::entry)
                .list();
    }

    List<Entry> after(PersonId person, long seq, int most) {
        return jdbc.sql(NOTICES + "where person_id = :person and seq > :seq order by seq limit :most")
                .param("person", person.value())
                .param("seq", seq)
                .param("most", most)
                .query(NoticeQueries::entry)
                .list();
    }

    long newestSeq(PersonId person) {
        return jdbc.sql("select coalesce(max(seq), 0) from in_app_notice where person_id = :person")
                .param("person", person.value())
                .query(Long.class)
                .single();
    }

    long unread(PersonId person) {
        return jdbc.sql("select count(*) from in_app_notice where person_id = :person and read_at is null")
                .param("person", person.value())
                .query(Long.class)
                .single();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                Rows.uuid(row, "id"),
                row.getLong("seq"),
                Rows.instant(row, "created_at"),
                row.getString("title"),
                row.getString("text"),
                row.getString("path"),
                Rows.instantOrNull(row, "read_at"));
    }
}
