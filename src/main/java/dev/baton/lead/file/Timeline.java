package dev.baton.lead.file;

import dev.baton.lead.LeadId;
import dev.baton.notification.LiveUpdates;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** The history of a lead as people read it: who did what, when. Browsers that show the lead hear of each entry. */
@Component
public class Timeline {

    /** One entry. */
    public record Entry(Instant at, String kind, @Nullable UUID byId, String detail) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Staff staff;
    private final LiveUpdates live;

    Timeline(JdbcClient jdbc, ObjectMapper json, Staff staff, LiveUpdates live) {
        this.jdbc = jdbc;
        this.json = json;
        this.staff = staff;
        this.live = live;
    }

    public void add(Lead lead, Instant at, String kind, @Nullable PersonId by, Map<String, ?> detail) {
        try {
            jdbc.sql("insert into lead_event (id, lead_id, at, kind, by_id, detail) values (?, ?, ?, ?, ?, ?::jsonb)")
                    .params(
                            Ids.next(),
                            lead.getId(),
                            Timestamp.from(at),
                            kind,
                            by == null ? null : by.value(),
                            json.writeValueAsString(detail))
                    .update();
            live.leadChanged(lead.getId(), audience(lead));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the detail of an entry must be JSON", e);
        }
    }

    /** Whose screens may show the lead now. */
    private List<PersonId> audience(Lead lead) {
        var people = new ArrayList<PersonId>();
        staff.supervisorsOf(lead.region()).forEach(person -> people.add(person.id()));
        var owner = lead.owner();
        if (owner != null) {
            people.add(owner);
        }
        return people;
    }

    public List<Entry> of(LeadId lead) {
        return jdbc.sql(
                        "select at, kind, by_id, detail::text as detail from lead_event where lead_id = ? order by at, id")
                .param(lead.value())
                .query(Entry.class)
                .list();
    }
}
