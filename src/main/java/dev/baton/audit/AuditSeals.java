package dev.baton.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The seals on the trail, each chained to the one before by its hash. Both tables can only be added to. */
@Component
class AuditSeals {

    /** What the first seal follows. */
    static final String BEGINNING = "0".repeat(64);

    /** Longer than any transaction that writes an entry: what is older and has no seal was put in by hand. */
    static final Duration ON_ITS_WAY = Duration.ofHours(1);

    /** Every column of an entry, in a form that no setting of the session changes. */
    private static final String DIGEST = """
            encode(sha256(convert_to(jsonb_build_array(e.id, extract(epoch from e.at), e.subject_kind, e.subject_id,
                e.action, e.by_id, e.by_name, e.origin, e.address, e.user_agent, e.before, e.after, e.region,
                e.owner_id)::text, 'UTF8')), 'hex')""";

    record Seal(long number, Instant at, Instant until, int entries, String digest, String previous, String hash) {

        String computed() {
            return sha256("%s\n%d %d %d %s".formatted(previous, number, until.toEpochMilli(), entries, digest));
        }
    }

    /** @param now absent where the entry is gone */
    record Sealed(UUID entryId, String digest, @Nullable String now) {}

    private final JdbcClient jdbc;

    AuditSeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this transaction is the one that seals now. */
    boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('audit seal'), 0)")
                .query(Boolean.class)
                .single();
    }

    @Nullable
    Seal last() {
        return jdbc.sql("select * from audit_seal order by number desc limit 1")
                .query(Seal.class)
                .optional()
                .orElse(null);
    }

    List<Seal> after(long number, int limit) {
        return jdbc.sql("select * from audit_seal where number > ? order by number limit ?")
                .params(number, limit)
                .query(Seal.class)
                .list();
    }

    /** Takes the oldest entries that have no seal; says how many these were. */
    int take(long seal, @Nullable Instant since, int most) {
        return jdbc.sql("""
                        insert into audit_sealed (entry_id, seal, digest)
                        select e.id, :seal, %s from audit_entry e
                        where (:since::timestamptz is null or e.at > :since)
                          and not exists (select 1 from audit_sealed s where s.entry_id = e.id)
                        order by e.at, e.id limit :most""".formatted(DIGEST))
                .param("seal", seal)
                .param("since", since == null ? null : Timestamp.from(since))
                .param("most", most)
                .update();
    }

    String digestOf(long seal) {
        return String.valueOf(
                jdbc.sql("""
                        select encode(sha256(convert_to(string_agg(digest, ' ' order by entry_id), 'UTF8')), 'hex')
                        from audit_sealed where seal = ?""").param(seal).query(String.class).optional().orElse(null));
    }

    Instant latestOf(long seal) {
        return jdbc.sql("""
                        select max(e.at) from audit_sealed s join audit_entry e on e.id = s.entry_id
                        where s.seal = ?""").param(seal).query(Timestamp.class).single().toInstant();
    }

    void add(Seal seal) {
        jdbc.sql("""
                        insert into audit_seal (number, at, until, entries, digest, previous, hash)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        seal.number(),
                        Timestamp.from(seal.at()),
                        Timestamp.from(seal.until()),
                        seal.entries(),
                        seal.digest(),
                        seal.previous(),
                        seal.hash())
                .update();
    }

    List<Sealed> entriesOf(long seal) {
        return jdbc.sql("""
                        select s.entry_id, s.digest, case when e.id is not null then %s end as now
                        from audit_sealed s left join audit_entry e on e.id = s.entry_id
                        where s.seal = ? order by s.entry_id""".formatted(DIGEST)).param(seal).query(Sealed.class).list();
    }

    /** Entries that should have a seal by then. */
    List<UUID> unsealed(Instant before, int most) {
        return jdbc.sql("""
                        select e.id from audit_entry e
                        where e.at < ? and not exists (select 1 from audit_sealed s where s.entry_id = e.id)
                        order by e.at, e.id limit ?""")
                .params(Timestamp.from(before), most)
                .query(UUID.class)
                .list();
    }

    /** Those whose seal is not there. */
    List<Long> orphans(int most) {
        return jdbc.sql("""
                        select distinct s.seal as seal from audit_sealed s
                        where not exists (select 1 from audit_seal a where a.number = s.seal) order by s.seal limit ?""").param(most).query(Long.class).list();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
