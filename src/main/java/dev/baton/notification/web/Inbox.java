package dev.baton.notification.web;

import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The notices that wait in the workbench, each person's own. */
@Repository("noticeInbox")
class Inbox {

    private static final String NOTICES = "select id, seq, created_at, title, text, path, read_at from in_app_notice ";

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
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
                .query(Inbox::entry)
                .list();
    }

    List<Entry> after(PersonId person, long seq, int most) {
        return jdbc.sql(NOTICES + "where person_id = :person and seq > :seq order by seq limit :most")
                .param("person", person.value())
                .param("seq", seq)
                .param("most", most)
                .query(Inbox::entry)
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

    /** Reading twice keeps the first time. Returns false where this person has no such notice. */
    boolean read(PersonId person, UUID notice, Instant now) {
        return jdbc.sql("""
                                update in_app_notice set read_at = coalesce(read_at, :now)
                                where id = :id and person_id = :person""")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", notice)
                        .param("person", person.value())
                        .update()
                == 1;
    }

    void readAll(PersonId person, Instant now) {
        jdbc.sql("update in_app_notice set read_at = :now where person_id = :person and read_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("person", person.value())
                .update();
    }

    /** Where the notice leads that a short link stands for. */
    Optional<String> pathOf(UUID delivery) {
        return jdbc.sql("select path from notification_delivery where id = :id")
                .param("id", delivery)
                .query(String.class)
                .optional();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        var readAt = row.getObject("read_at", OffsetDateTime.class);
        return new Entry(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("title"),
                row.getString("text"),
                row.getString("path"),
                readAt == null ? null : readAt.toInstant());
    }
}
