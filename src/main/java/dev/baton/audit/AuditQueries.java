package dev.baton.audit;

import dev.baton.audit.AuditSearch.Line;
import dev.baton.shared.Rows;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads the trail; who may read what is decided by who asks. */
@Component
class AuditQueries {

    /** What is looked for, and its values. */
    static final class Conditions {

        private final StringBuilder where = new StringBuilder("where true");
        private final Map<String, Object> values = new HashMap<>();

        /** Nothing where there is no value. */
        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                where.append(" and ").append(condition);
                values.put(name, value);
            }
        }

        void with(String name, Object value) {
            values.put(name, value);
        }

        void nothing() {
            where.append(" and false");
        }
    }

    /** How often a pattern was seen for one person, account or address. */
    record Seen(String of, long times) {}

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    AuditQueries(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long count(Conditions conditions, int most) {
        return jdbc.sql("select count(*) from (select 1 from audit_entry e " + conditions.where + " limit " + most
                        + ") t")
                .params(conditions.values)
                .query(Long.class)
                .single();
    }

    /** Newest first. */
    List<Line> page(Conditions conditions, long offset, int limit) {
        return jdbc.sql("select e.* from audit_entry e " + conditions.where
                        + " order by e.at desc, e.id desc limit :limit offset :offset")
                .params(conditions.values)
                .param("limit", limit)
                .param("offset", offset)
                .query(this::line)
                .list();
    }

    /**
     * Whoever did one of the actions so often since then. An entry that stands for several says so in {@code count}.
     *
     * @param column of the entry that tells one from the other
     */
    List<Seen> seen(Collection<String> actions, SecurityAlarms.Per column, Instant since, int atLeast) {
        return jdbc.sql("""
                        select %1$s as of, sum(coalesce((after ->> 'count')::int, 1)) as times from audit_entry
                        where action = any(:actions) and at > :since and %1$s is not null
                        group by %1$s having sum(coalesce((after ->> 'count')::int, 1)) >= :least
                        order by 2 desc, 1 limit 100""".formatted(column.column()))
                .param("actions", actions.toArray(String[]::new))
                .param("since", Rows.time(since))
                .param("least", atLeast)
                .query(Seen.class)
                .list();
    }

    boolean alarmed(String rule, String of, Instant since) {
        return jdbc.sql("""
                        select exists (select 1 from audit_entry
                                       where action = 'security.alarm' and at > :since
                                         and after ->> 'rule' = :rule and after ->> 'of' = :of)""")
                .param("since", Rows.time(since))
                .param("rule", rule)
                .param("of", of)
                .query(Boolean.class)
                .single();
    }

    private Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                Rows.uuid(row, "id"),
                Rows.instant(row, "at"),
                row.getString("subject_kind"),
                Rows.uuidOrNull(row, "subject_id"),
                row.getString("action"),
                PersonId.orNull(Rows.uuidOrNull(row, "by_id")),
                row.getString("by_name"),
                row.getString("origin"),
                row.getString("address"),
                row.getString("user_agent"),
                fields(row.getString("before")),
                fields(row.getString("after")),
                row.getString("region"),
                PersonId.orNull(Rows.uuidOrNull(row, "owner_id")));
    }

    private Map<String, Object> fields(String stored) {
        try {
            return json.readValue(stored, FIELDS);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
