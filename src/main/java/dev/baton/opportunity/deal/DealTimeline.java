package dev.baton.opportunity.deal;

import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** The history of a deal as people read it: who did what, when. */
@Component
public class DealTimeline {

    /** One entry. */
    public record Entry(Instant at, String kind, @Nullable UUID byId, String detail) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DealTimeline(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void add(DealId deal, Instant at, String kind, @Nullable PersonId by, Map<String, ?> detail) {
        try {
            jdbc.sql("insert into deal_event (id, deal_id, at, kind, by_id, detail) values (?, ?, ?, ?, ?, ?::jsonb)")
                    .params(
                            Ids.next(),
                            deal.value(),
                            Timestamp.from(at),
                            kind,
                            by == null ? null : by.value(),
                            json.writeValueAsString(detail))
                    .update();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the detail of an entry must be JSON", e);
        }
    }

    public List<Entry> of(DealId deal) {
        return jdbc.sql(
                        "select at, kind, by_id, detail::text as detail from deal_event where deal_id = ? order by at, id")
                .param(deal.value())
                .query(Entry.class)
                .list();
    }
}
