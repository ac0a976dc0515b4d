package dev.baton.audit;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads the trail for those who answer for it: supervisors their region, directors and administrators all of it. */
@Component
public class AuditSearch {

    /**
     * What is looked for; what is absent does not matter.
     *
     * @param from from this moment on
     * @param to up to and without this moment
     */
    public record Query(
            @Nullable String subjectKind,
            @Nullable UUID subjectId,
            @Nullable String action,
            @Nullable UUID by,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** An entry as it was written. */
    public record Line(
            UUID id,
            Instant at,
            String subjectKind,
            @Nullable UUID subjectId,
            String action,
            @Nullable PersonId by,
            String byName,
            String origin,
            @Nullable String address,
            @Nullable String userAgent,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String region,
            @Nullable PersonId owner) {}

    /** @param total counted up to {@value #COUNTED} */
    public record Page(List<Line> items, long total) {}

    static final int COUNTED = 10_000;
    private static final int MOST = 200;
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Staff staff;
    private final ObjectMapper json;

    AuditSearch(JdbcClient jdbc, Staff staff, ObjectMapper json) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.json = json;
    }

    /** Newest first. */
    public Page search(Caller caller, Query query, int page, int size) {
        if (!caller.seesEverything() && !caller.has(Role.SUPERVISOR)) {
            throw Refusal.forbidden("not-allowed");
        }
        if (query.from() != null && query.to() != null && !query.from().isBefore(query.to())) {
            throw Refusal.invalid("ends-before-start", "to", Map.of("field", "to"));
        }
        var params = new HashMap<String, Object>();
        var where = new StringBuilder("where " + scope(caller, params));
        narrow(where, params, "e.subject_kind = :kind", "kind", query.subjectKind());
        narrow(where, params, "e.subject_id = :subject", "subject", query.subjectId());
        narrow(where, params, "e.action = :action", "action", query.action());
        narrow(where, params, "e.by_id = :by", "by", query.by());
        narrow(where, params, "e.at >= :from", "from", query.from() == null ? null : Timestamp.from(query.from()));
        narrow(where, params, "e.at < :to", "to", query.to() == null ? null : Timestamp.from(query.to()));
        var total = jdbc.sql("select count(*) from (select 1 from audit_entry e " + where + " limit " + COUNTED + ") t")
                .params(params)
                .query(Long.class)
                .single();
        var length = Math.clamp(size, 1, MOST);
        params.put("limit", length);
        params.put("offset", Math.clamp(page, 0, COUNTED) * (long) length);
        var items = jdbc.sql("select e.* from audit_entry e " + where
                        + " order by e.at desc, e.id desc limit :limit offset :offset")
                .params(params)
                .query(this::line)
                .list();
        return new Page(items, total);
    }

    private static void narrow(
            StringBuilder where, Map<String, Object> params, String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            params.put(name, value);
        }
    }

    /** As with leads: what lies in the region, and what the people of the region own elsewhere. */
    private String scope(Caller caller, Map<String, Object> params) {
        if (caller.seesEverything()) {
            return "true";
        }
        var region = caller.region();
        if (region == null) {
            return "false";
        }
        params.put("region", region);
        params.put("people", peopleOf(region));
        return "(e.region = :region or e.owner_id = any(:people))";
    }

    private UUID[] peopleOf(String region) {
        return staff.reps().stream()
                .filter(rep -> region.equals(rep.region()))
                .map(rep -> rep.id().value())
                .toArray(UUID[]::new);
    }

    private Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("subject_kind"),
                row.getObject("subject_id", UUID.class),
                row.getString("action"),
                person(row.getObject("by_id", UUID.class)),
                row.getString("by_name"),
                row.getString("origin"),
                row.getString("address"),
                row.getString("user_agent"),
                fields(row.getString("before")),
                fields(row.getString("after")),
                row.getString("region"),
                person(row.getObject("owner_id", UUID.class)));
    }

    private static @Nullable PersonId person(@Nullable UUID id) {
        return id == null ? null : new PersonId(id);
    }

    private Map<String, Object> fields(String stored) {
        try {
            return json.readValue(stored, FIELDS);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
