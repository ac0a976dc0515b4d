package dev.baton.evidence;

import dev.baton.evidence.inspection.Reading;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of pieces. */
@Component
class Pieces {

    /** What the live pieces of a record come to. */
    record Weight(long pieces, long bytes) {}

    private final JdbcClient jdbc;

    Pieces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody else adds to the record or deletes of it. */
    void lock(String recordKind, UUID recordId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:kind), hashtext(:id))")
                .param("kind", "evidence of " + recordKind)
                .param("id", recordId.toString())
                .query((row, number) -> number)
                .list();
    }

    /** Until the transaction ends, no content is swept away. */
    void keepContents() {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtext('evidence contents'), 0)")
                .query((row, number) -> number)
                .list();
    }

    /** Waits until nobody is about to refer to content, and keeps everybody waiting until the transaction ends. */
    void lockContents() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('evidence contents'), 0)")
                .query((row, number) -> number)
                .list();
    }

    void add(Piece piece, Found found) {
        var mismatch = piece.mismatch();
        jdbc.sql("""
                        insert into evidence_piece (id, record_kind, record_id, stage, kind, file_name, content_type,
                                                    bytes, sha256, by_id, at, reading, found, mismatch)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""")
                .params(
                        piece.id(),
                        piece.recordKind(),
                        piece.recordId(),
                        piece.stage(),
                        piece.kind(),
                        piece.fileName(),
                        piece.contentType(),
                        piece.size(),
                        piece.sha256(),
                        piece.by().value(),
                        Timestamp.from(piece.at()),
                        piece.reading().name(),
                        CanonicalJson.write(found),
                        mismatch == null ? null : CanonicalJson.write(mismatch))
                .update();
    }

    void explain(UUID id, String reason, PersonId by, Instant at) {
        jdbc.sql("""
                        update evidence_piece
                        set mismatch_reason = ?, mismatch_reason_by = ?, mismatch_reason_at = ? where id = ?""").params(reason, by.value(), Timestamp.from(at), id).update();
    }

    /** What it differs in from now on; a reason that was given for something else counts no more. */
    void differs(UUID id, @Nullable Mismatch mismatch) {
        jdbc.sql("""
                        update evidence_piece
                        set mismatch = ?::jsonb, mismatch_reason = null, mismatch_reason_by = null,
                            mismatch_reason_at = null
                        where id = ?""")
                .params(mismatch == null ? null : CanonicalJson.write(mismatch), id)
                .update();
    }

    void delete(UUID id, String reason, PersonId by, Instant at) {
        jdbc.sql("update evidence_piece set deleted_at = ?, deleted_by = ?, deletion_reason = ? where id = ?")
                .params(Timestamp.from(at), by.value(), reason, id)
                .update();
    }

    Optional<Details> find(UUID id) {
        return jdbc.sql("select * from evidence_piece where id = ?")
                .param(id)
                .query(Pieces::details)
                .optional();
    }

    List<Details> find(Collection<UUID> ids) {
        return jdbc.sql("select * from evidence_piece where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(Pieces::details)
                .list();
    }

    List<Details> of(String recordKind, UUID recordId) {
        return jdbc.sql(
                        "select * from evidence_piece where record_kind = ? and record_id = ? order by at desc, id desc")
                .params(recordKind, recordId)
                .query(Pieces::details)
                .list();
    }

    /** The same content for the same purpose. */
    Optional<Details> same(Piece piece) {
        return jdbc.sql("""
                        select * from evidence_piece
                        where record_kind = ? and record_id = ? and stage = ? and kind = ? and sha256 = ?
                          and deleted_at is null""")
                .params(piece.recordKind(), piece.recordId(), piece.stage(), piece.kind(), piece.sha256())
                .query(Pieces::details)
                .optional();
    }

    Weight weight(String recordKind, UUID recordId) {
        return jdbc.sql("""
                        select count(*) as pieces, coalesce(sum(bytes), 0) as bytes from evidence_piece
                        where record_kind = ? and record_id = ? and deleted_at is null""").params(recordKind, recordId).query(Weight.class).single();
    }

    /** Whether somebody needs the content: it is a live piece's, or one's that was deleted only lately. */
    boolean refersTo(String sha256, Instant deletedSince) {
        return jdbc.sql("""
                        select exists (select 1 from evidence_piece
                                       where sha256 = ? and (deleted_at is null or deleted_at > ?))""")
                .params(sha256, Timestamp.from(deletedSince))
                .query(Boolean.class)
                .single();
    }

    /** Of live pieces, in their order. */
    List<String> contentsAfter(String sha256, int limit) {
        return jdbc.sql("""
                        select distinct sha256 from evidence_piece where deleted_at is null and sha256 > ?
                        order by sha256 limit ?""").params(sha256, limit).query(String.class).list();
    }

    List<Details> alive(String sha256) {
        return jdbc.sql("select * from evidence_piece where sha256 = ? and deleted_at is null order by id")
                .param(sha256)
                .query(Pieces::details)
                .list();
    }

    List<UUID> idsAfter(UUID id, int limit) {
        return jdbc.sql("select id from evidence_piece where id > ? order by id limit ?")
                .params(id, limit)
                .query(UUID.class)
                .list();
    }

    private static Details details(ResultSet row, int number) throws SQLException {
        var mismatch = row.getString("mismatch");
        return new Details(
                new Piece(
                        row.getObject("id", UUID.class),
                        row.getString("record_kind"),
                        row.getObject("record_id", UUID.class),
                        row.getString("stage"),
                        row.getString("kind"),
                        row.getString("file_name"),
                        row.getString("content_type"),
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        new PersonId(row.getObject("by_id", UUID.class)),
                        row.getTimestamp("at").toInstant(),
                        instant(row, "deleted_at"),
                        Reading.valueOf(row.getString("reading")),
                        mismatch == null ? null : CanonicalJson.read(mismatch, Mismatch.class),
                        row.getString("mismatch_reason")),
                CanonicalJson.read(row.getString("found"), Found.class),
                person(row, "mismatch_reason_by"),
                instant(row, "mismatch_reason_at"),
                person(row, "deleted_by"),
                row.getString("deletion_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable PersonId person(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, UUID.class);
        return value == null ? null : new PersonId(value);
    }
}
