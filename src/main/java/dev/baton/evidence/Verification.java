package dev.baton.evidence;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of ledger and files came to. What was damaged or taken away and has another file in its place is
 * told apart from what is broken: an alarm that nobody can end is soon read by nobody.
 *
 * @param entries of the ledger
 * @param pieces that it knows, deleted ones included
 * @param files that were hashed
 * @param more findings than are listed
 * @param broken findings that nobody has mended, listed or not
 */
public record Verification(long entries, long pieces, long files, List<Finding> findings, long more, long broken) {

    public boolean intact() {
        return broken == 0;
    }

    /** What is not as it was written. */
    public enum Kind {
        /** The text of an entry does not have the hash it was written with, or was not filed as it says. */
        ENTRY_CHANGED,
        /** A number is missing in the row of entries. */
        ENTRY_MISSING,
        /** An entry does not follow the one before it. */
        CHAIN_BROKEN,
        /** The ledger does not contain the entry that was noted beside the files: cut off, or written anew. */
        HEAD_DIFFERS,
        /** A piece says something else than what was written down when it was taken in, explained or deleted. */
        PIECE_CHANGED,
        /** The ledger knows a piece that is gone. */
        PIECE_MISSING,
        /** There is a piece that was never taken in. */
        PIECE_UNKNOWN,
        FILE_MISSING,
        FILE_CHANGED,
        /** A gate relied on a piece that was deleted later. */
        RELIED_ON_DELETED
    }

    /**
     * @param entry number in the ledger
     * @param values for its words: see {@code evidence.finding.*}
     * @param replacement the piece that stands in its place: later, intact, of the same record, stage and kind
     */
    public record Finding(
            Kind kind,
            @Nullable Long entry,
            @Nullable UUID piece,
            @Nullable String recordKind,
            @Nullable UUID recordId,
            Map<String, Object> values,
            @Nullable Replacement replacement) {

        public boolean isReplaced() {
            return replacement != null;
        }

        Finding replacedBy(UUID by, String fileName) {
            return new Finding(kind, entry, piece, recordKind, recordId, values, new Replacement(by, fileName));
        }
    }

    /** A piece that stands in the place of another. */
    public record Replacement(UUID piece, String fileName) {}
}
