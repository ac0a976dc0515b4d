package dev.baton.integration.imports;

import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Imports, their rows and what was rejected, as they are in the database. */
@Repository
class Imports {

    /** An import that is not done yet. */
    record Open(
            UUID id,
            String kind,
            PersonId by,
            Locale language,
            String fileName,
            ImportPlan plan,
            int received,
            Instant touchedAt) {}

    /**
     * @param accepted rows whose record is on file; {@code duplicates} of them were on file before
     * @param assigned accepted rows whose record has an owner now
     */
    record Progress(
            UUID id,
            String kind,
            String fileName,
            String status,
            int received,
            int accepted,
            int duplicates,
            int rejected,
            int assigned,
            @Nullable Long unreadableFromLine,
            UUID uploadedBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    record Taken(long line, UUID made, boolean duplicate) {}

    record Rejected(
            long line,
            @Nullable String field,
            String reason,
            List<String> cells,
            @Nullable String raw) {}

    private static final String PROGRESS = """
            select i.id, i.kind, i.file_name, i.status, i.received, i.accepted, i.duplicates, i.rejected,
                   i.unreadable_from_line, i.uploaded_by, i.created_at, i.finished_at,
                   case when i.kind = 'deals' then i.accepted
                   else (select count(*) from import_row r join lead l on l.id = r.record_id
                    where r.import_id = i.id and l.owner_id is not null) end as assigned
            from lead_import i
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;

    Imports(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    boolean knows(UUID id) {
        return jdbc.sql("select exists (select 1 from lead_import where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    void add(
            UUID id,
            String kind,
            PersonId by,
            Locale language,
            String fileName,
            long bytes,
            ImportPlan plan,
            Instant now) {
        jdbc.sql("""
                        insert into lead_import
                          (id, kind, uploaded_by, language, file_name, bytes, plan, status, created_at, touched_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, 'QUEUED', ?, ?)""")
                .params(
                        id,
                        kind,
                        by.value(),
                        language.toLanguageTag(),
                        fileName,
                        bytes,
                        write(plan),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    /** Those that were served least recently come first, so that a small file does not wait for a large one. */
    List<Open> open() {
        return jdbc.sql("""
                        select id, kind, uploaded_by, language, file_name, plan, received, touched_at from lead_import
                        where finished_at is null order by touched_at limit 50""")
                .query((row, number) -> new Open(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        new PersonId(row.getObject("uploaded_by", UUID.class)),
                        Locale.forLanguageTag(row.getString("language")),
                        row.getString("file_name"),
                        plan(row.getString("plan")),
                        row.getInt("received"),
                        row.getTimestamp("touched_at").toInstant()))
                .list();
    }

    /** Rows done so far, under a lock until the end of the transaction; empty when the import is finished. */
    Optional<Integer> lock(UUID id) {
        return jdbc.sql("select received from lead_import where id = ? and finished_at is null for update")
                .param(id)
                .query(Integer.class)
                .optional();
    }

    void record(UUID id, List<Taken> taken, List<Rejected> rejected, long lastLine, boolean finished, Instant now) {
        batches.batchUpdate(
                "insert into import_row (import_id, line, record_id) values (?, ?, ?)",
                taken,
                Math.max(1, taken.size()),
                (statement, row) -> {
                    statement.setObject(1, id);
                    statement.setLong(2, row.line());
                    statement.setObject(3, row.made());
                });
        batches.batchUpdate(
                "insert into import_reject (import_id, line, field, reason, cells, raw) values (?, ?, ?, ?, ?, ?)",
                rejected,
                Math.max(1, rejected.size()),
                (statement, row) -> {
                    statement.setObject(1, id);
                    statement.setLong(2, row.line());
                    statement.setString(3, row.field());
                    statement.setString(4, row.reason());
                    statement.setArray(
                            5,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", row.cells().toArray()));
                    statement.setString(6, row.raw());
                });
        var duplicates = taken.stream().filter(Taken::duplicate).count();
        jdbc.sql("""
                        update lead_import set status = ?, received = received + ?, accepted = accepted + ?,
                          duplicates = duplicates + ?, rejected = rejected + ?, last_line = greatest(last_line, ?),
                          touched_at = ?, finished_at = ?
                        where id = ?""")
                .params(
                        finished ? "FINISHED" : "RUNNING",
                        taken.size() + rejected.size(),
                        taken.size(),
                        duplicates,
                        rejected.size(),
                        lastLine,
                        Timestamp.from(now),
                        finished ? Timestamp.from(now) : null,
                        id)
                .update();
    }

    void fail(UUID id, Instant now) {
        jdbc.sql("""
                        update lead_import set status = 'FAILED', unreadable_from_line = last_line + 1, finished_at = ?
                        where id = ? and finished_at is null""").params(Timestamp.from(now), id).update();
    }

    /** Leads that have just come and have no owner yet, counted no further than needed. */
    int waiting(int atMost, Instant since) {
        return jdbc.sql("""
                        select count(*) from (select 1 from lead
                          where status = 'RECEIVED' and received_at > ? and hold_reason is null limit ?) waiting""")
                .params(Timestamp.from(since), atMost)
                .query(Integer.class)
                .single();
    }

    Optional<Progress> progress(UUID id) {
        return jdbc.sql(PROGRESS + "where i.id = ?")
                .param(id)
                .query((row, number) -> progress(row))
                .optional();
    }

    /** @param by null for everybody's */
    List<Progress> latest(@Nullable UUID by, int limit) {
        return jdbc.sql(PROGRESS
                        + "where (?::uuid is null or i.uploaded_by = ?::uuid) order by i.created_at desc limit ?")
                .param(by)
                .param(by)
                .param(limit)
                .query((row, number) -> progress(row))
                .list();
    }

    List<Rejected> rejected(UUID id, long afterLine, int limit) {
        return jdbc.sql("""
                        select line, field, reason, cells, raw from import_reject
                        where import_id = ? and line > ? order by line limit ?""")
                .params(id, afterLine, limit)
                .query((row, number) -> new Rejected(
                        row.getLong("line"),
                        row.getString("field"),
                        row.getString("reason"),
                        List.of((String[]) row.getArray("cells").getArray()),
                        row.getString("raw")))
                .list();
    }

    Optional<ImportPlan> plan(UUID id) {
        return jdbc.sql("select plan from lead_import where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(this::plan);
    }

    boolean isOpen(UUID id) {
        return jdbc.sql("select exists (select 1 from lead_import where id = ? and finished_at is null)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private static Progress progress(ResultSet row) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        return new Progress(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("file_name"),
                row.getString("status"),
                row.getInt("received"),
                row.getInt("accepted"),
                row.getInt("duplicates"),
                row.getInt("rejected"),
                row.getInt("assigned"),
                (Long) row.getObject("unreadable_from_line"),
                row.getObject("uploaded_by", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private String write(ImportPlan plan) {
        try {
            return json.writeValueAsString(plan);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImportPlan plan(String stored) {
        try {
            return json.readValue(stored, ImportPlan.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
