package dev.baton.notification.web;

import dev.baton.shared.Rows;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the notices about a lead, channel by channel. */
@Component
class DeliveryQueries {

    private final JdbcClient jdbc;
    private final Staff staff;

    DeliveryQueries(JdbcClient jdbc, Staff staff) {
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

    List<Trace> of(UUID leadId) {
        // a range instead of a pattern, so that the unique index finds the event by its beginning
        return jdbc.sql("""
                        select * from notification_delivery where event >= :first and event < :behind
                        order by created_at, event, channel limit 1000""")
                .param("first", "lead:" + leadId + ":")
                .param("behind", "lead:" + leadId + ";")
                .query(this::trace)
                .list();
    }

    /** Where the notice leads that a short link stands for. */
    Optional<String> pathOf(UUID delivery) {
        return jdbc.sql("select path from notification_delivery where id = :id")
                .param("id", delivery)
                .query(String.class)
                .optional();
    }

    private Trace trace(ResultSet row, int n) throws SQLException {
        var to = Rows.uuid(row, "person_id");
        return new Trace(
                Rows.uuid(row, "id"),
                Rows.instant(row, "created_at"),
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
                Rows.instantOrNull(row, "next_attempt_at"),
                Rows.instantOrNull(row, "sent_at"));
    }
}
