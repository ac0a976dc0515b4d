package dev.baton.notification.web;

import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of the notices about a lead, channel by channel; a supervisor sees those to people of the own region. */
@Repository
class DeliveryTrace {

    private final JdbcClient jdbc;
    private final Staff staff;

    DeliveryTrace(JdbcClient jdbc, Staff staff) {
        this.jdbc = jdbc;
        this.staff = staff;
    }

    @Schema(name = "DeliveryRecipient")
    record Recipient(UUID id, @Nullable String name) {}

    @Schema(name = "Delivery")
    record Trace(
            UUID id,
            Instant at,
            String event,
            Recipient to,
            String channel,
            String template,
            @Nullable String title,
            String status,
            @Nullable String reason,
            @Nullable String replacedBy,
            @Nullable String standsInFor,
            int attempts,
            @Nullable String lastError,
            @Nullable String reference,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant sentAt) {}

    List<Trace> of(UUID leadId, Caller caller) {
        // a range instead of a pattern, so that the unique index finds the event by its beginning
        return jdbc
                .sql("""
                        select * from notification_delivery where event >= :from and event < :to
                        order by created_at, event, channel limit 1000""")
                .param("from", "lead:" + leadId + ":")
                .param("to", "lead:" + leadId + ";")
                .query(this::trace)
                .list()
                .stream()
                .filter(trace -> mayBeSeen(trace.to(), caller))
                .toList();
    }

    private boolean mayBeSeen(Recipient to, Caller caller) {
        var person = new PersonId(to.id());
        return caller.seesEverything()
                || caller.id().equals(person)
                || staff.find(person)
                        .map(Person::region)
                        .filter(caller::supervises)
                        .isPresent();
    }

    private Trace trace(ResultSet row, int n) throws SQLException {
        var to = row.getObject("person_id", UUID.class);
        return new Trace(
                row.getObject("id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                new Recipient(to, staff.find(new PersonId(to)).map(Person::name).orElse(null)),
                row.getString("channel"),
                row.getString("template"),
                row.getString("title"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("replaced_by"),
                row.getString("stands_in_for"),
                row.getInt("attempts"),
                row.getString("last_error"),
                row.getString("reference"),
                instant(row, "next_attempt_at"),
                instant(row, "sent_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
