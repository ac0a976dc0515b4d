package dev.baton.audit;

import dev.baton.shared.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Keeps the trail in {@code audit_entry}, a table to which the application can only add. */
@Component
class StoredAuditTrail implements AuditTrail {

    private static final int LONGEST_USER_AGENT = 400;

    /** PostgreSQL has no place for it in a text; an even number of backslashes before it is not part of it. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    /** Where a request came from; all absent where a process acted. */
    record Origin(
            String kind, @Nullable String address, @Nullable String userAgent) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    StoredAuditTrail(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Entry entry) {
        var origin = origin();
        var by = entry.by();
        var owner = entry.owner();
        jdbc.sql("""
                        insert into audit_entry (id, at, subject_kind, subject_id, action, by_id, by_name,
                                                 origin, address, user_agent, before, after, region, owner_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)""")
                .params(
                        Ids.next(),
                        Timestamp.from(clock.instant()),
                        entry.subjectKind(),
                        entry.subjectId(),
                        entry.action(),
                        by == null ? null : by.value(),
                        entry.byName(),
                        origin.kind(),
                        origin.address(),
                        origin.userAgent(),
                        write(entry.before()),
                        write(entry.after()),
                        entry.region(),
                        owner == null ? null : owner.value())
                .update();
    }

    static Origin origin() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var request = attributes.getRequest();
            var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
            return new Origin(
                    "request",
                    request.getRemoteAddr(),
                    userAgent == null || userAgent.length() <= LONGEST_USER_AGENT
                            ? userAgent
                            : userAgent.substring(0, LONGEST_USER_AGENT));
        }
        return new Origin("process", null, null);
    }

    private String write(Map<String, ?> fields) {
        try {
            return NUL.matcher(json.writeValueAsString(fields)).replaceAll("$1\\\\ufffd");
        } catch (JacksonException e) {
            throw new IllegalArgumentException("what an audit entry keeps must be JSON", e);
        }
    }
}
