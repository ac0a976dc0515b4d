package dev.baton.evidence;

import dev.baton.evidence.digest.CanonicalJson;
import dev.baton.shared.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the rows of pieces for a verification: as they are stored, also where a row holds what the aggregate could not be
 * read from, and without more of the application than a connection.
 */
@Component
class PieceQueries {

    /**
     * A row as it is stored.
     *
     * @param facts what the ledger was told of it, under the names that it was told
     */
    record Stored(
            UUID id,
            String recordKind,
            UUID recordId,
            String stage,
            String kind,
            String fileName,
            String sha256,
            Instant at,
            boolean deleted,
            @Nullable String mismatchReason,
            Map<String, @Nullable Object> facts) {}

    private final JdbcClient jdbc;

    PieceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Stored> after(UUID id, int limit) {
        return jdbc.sql("select * from evidence_piece where id > ? order by id limit ?")
                .params(id, limit)
                .query(PieceQueries::stored)
                .list();
    }

    List<Stored> alive(String sha256) {
        return jdbc.sql("select * from evidence_piece where sha256 = ? and deleted_at is null order by id")
                .param(sha256)
                .query(PieceQueries::stored)
                .list();
    }

    /** Live ones of the same record, stage and kind that were handed in later; newest first. */
    List<Stored> laterThan(Stored piece) {
        return jdbc.sql("""
                        select * from evidence_piece
                        where record_kind = ? and record_id = ? and stage = ? and kind = ? and at > ?
                          and deleted_at is null
                        order by at desc, id desc""")
                .params(piece.recordKind(), piece.recordId(), piece.stage(), piece.kind(), Rows.time(piece.at()))
                .query(PieceQueries::stored)
                .list();
    }

    /** Of live pieces, in their order. */
    List<String> contentsAfter(String sha256, int limit) {
        return jdbc.sql("""
                        select distinct sha256 from evidence_piece where deleted_at is null and sha256 > ?
                        order by sha256 limit ?""").params(sha256, limit).query(String.class).list();
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("piece", Rows.uuid(row, "id"));
        facts.put("stage", row.getString("stage"));
        facts.put("evidence", row.getString("kind"));
        facts.put("fileName", row.getString("file_name"));
        facts.put("contentType", row.getString("content_type"));
        facts.put("size", row.getLong("bytes"));
        facts.put("sha256", row.getString("sha256"));
        facts.put("by", Rows.uuid(row, "by_id"));
        facts.put("reading", row.getString("reading"));
        facts.put("found", CanonicalJson.facts(row.getString("found")));
        facts.put("mismatch", json(row, "mismatch"));
        facts.put("stated", json(row, "stated"));
        facts.put("at", Rows.instant(row, "at"));
        facts.put("recordKind", row.getString("record_kind"));
        facts.put("recordId", Rows.uuid(row, "record_id"));
        return new Stored(
                Rows.uuid(row, "id"),
                row.getString("record_kind"),
                Rows.uuid(row, "record_id"),
                row.getString("stage"),
                row.getString("kind"),
                row.getString("file_name"),
                row.getString("sha256"),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "deleted_at") != null,
                row.getString("mismatch_reason"),
                facts);
    }

    private static @Nullable Object json(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        return text == null ? null : CanonicalJson.facts(text);
    }
}
