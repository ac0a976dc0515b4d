package dev.baton.evidence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was taken in, accepted, explained and deleted, each entry chained to the one before by its hash (B6-14): nobody
 * can change, insert or remove one later without breaking the chain.
 */
public interface Ledger {

    /**
     * Writes down that a gate accepted. Joins the caller's transaction and holds the end of the chain until it ends, so
     * call it last. Refuses a piece that is unknown, of another record, deleted, broken, or different from the record
     * without a reason.
     */
    Entry accept(Acceptance acceptance);

    /** What gates accepted of a record, newest first. */
    List<Entry> acceptances(String recordKind, UUID recordId);

    /** An acceptance as it stands in the ledger. */
    record Entry(long number, Instant at, String hash, Acceptance acceptance) {}
}
