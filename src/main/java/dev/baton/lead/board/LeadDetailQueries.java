package dev.baton.lead.board;

import static dev.baton.shared.Rows.instantOrNull;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.Phone;
import dev.baton.lead.file.LeadDeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads all that is stored of one lead. */
@Component
class LeadDetailQueries {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final OwnerNames owners;
    private final ObjectMapper json;

    LeadDetailQueries(JdbcClient jdbc, OwnerNames owners, ObjectMapper json) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.json = json;
    }

    Optional<LeadDetails> find(LeadId id) {
        return jdbc.sql("select * from lead where id = ?")
                .param(id.value())
                .query(this::details)
                .optional();
    }

    private LeadDetails details(ResultSet row, int number) throws SQLException {
        return new LeadDetails(
                new LeadId(row.getObject("id", UUID.class)),
                LeadStatus.valueOf(row.getString("status")),
                row.getString("name"),
                row.getString("company"),
                Phone.national(row.getString("phone")),
                row.getString("phone_status"),
                row.getString("phone_original"),
                row.getString("email"),
                row.getString("source"),
                row.getString("intent"),
                row.getString("region"),
                row.getString("industry"),
                row.getString("company_size"),
                row.getString("external_ref"),
                texts(row.getString("utm")),
                texts(row.getString("source_meta")),
                owners.of(row.getObject("owner_id", UUID.class)),
                row.getString("assigned_by"),
                row.getInt("round"),
                row.getTimestamp("received_at").toInstant(),
                instantOrNull(row, "assigned_at"),
                instantOrNull(row, "opened_at"),
                instantOrNull(row, "first_touch_at"),
                row.getObject("lead_clock_seconds", Long.class),
                row.getObject("rep_clock_seconds", Long.class),
                instantOrNull(row, "window_due_at"),
                row.getTimestamp("next_follow_up_at").toInstant(),
                instantOrNull(row, "follow_up_due_at"),
                instantOrNull(row, "next_deadline_at"),
                row.getObject("process_instance_key", Long.class),
                row.getBoolean("reminders_muted"),
                row.getBoolean("needs_collaboration"),
                row.getString("hold_reason"),
                row.getString("lost_reason"),
                row.getObject("deal_id", UUID.class),
                row.getString("deal_state") == null ? null : LeadDeal.valueOf(row.getString("deal_state")),
                Arrays.asList((String[]) row.getArray("notices").getArray()));
    }

    private Map<String, String> texts(String stored) {
        try {
            return json.readValue(stored, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
