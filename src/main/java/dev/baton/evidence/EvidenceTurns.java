package dev.baton.evidence;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is next, in however many processes: turns are kept until the transaction ends. */
@Component
class EvidenceTurns {

    private final JdbcClient jdbc;

    EvidenceTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nobody else adds to the record or deletes of it. */
    void record(String recordKind, UUID recordId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:kind), hashtext(:id))")
                .param("kind", "evidence of " + recordKind)
                .param("id", recordId.toString())
                .query((row, number) -> number)
                .list();
    }

    /** No content is swept away. */
    void keepContents() {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtext('evidence contents'), 0)")
                .query((row, number) -> number)
                .list();
    }

    /** Waits until nobody is about to refer to content, and keeps everybody waiting. */
    void sweepContents() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('evidence contents'), 0)")
                .query((row, number) -> number)
                .list();
    }

    /** The end of the ledger is ours. */
    void ledger() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('evidence ledger'), 0)")
                .query((row, number) -> number)
                .list();
    }
}
