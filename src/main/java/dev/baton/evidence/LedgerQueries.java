package dev.baton.evidence;

import dev.baton.evidence.ChainedLedger.Link;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ledger as it is stored. */
@Component
class LedgerQueries {

    /** An entry as it is stored. */
    record Row(
            long number, String kind, String recordKind, UUID recordId, String entry, String previous, String hash) {}

    private final JdbcClient jdbc;

    LedgerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable
    Link last() {
        return jdbc.sql("select number, hash from evidence_ledger order by number desc limit 1")
                .query(Link.class)
                .optional()
                .orElse(null);
    }

    boolean contains(Link link) {
        return jdbc.sql("select exists (select 1 from evidence_ledger where hash = ? and number = ?)")
                .params(link.hash(), link.number())
                .query(Boolean.class)
                .single();
    }

    List<Row> after(long number, int limit) {
        return jdbc.sql("select * from evidence_ledger where number > ? order by number limit ?")
                .params(number, limit)
                .query(Row.class)
                .list();
    }

    /** Newest first. */
    List<Row> acceptances(String recordKind, UUID recordId) {
        return jdbc.sql("""
                        select * from evidence_ledger
                        where record_kind = ? and record_id = ? and kind = 'ACCEPTED' order by number desc""").params(recordKind, recordId).query(Row.class).list();
    }
}
