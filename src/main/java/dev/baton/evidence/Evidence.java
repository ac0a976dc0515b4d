package dev.baton.evidence;

import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What other modules read: the files of a record, and whether each is still what was handed in. */
public interface Evidence {

    /** Newest first; deleted ones are included and marked. */
    List<Piece> of(String recordKind, UUID recordId);

    /**
     * Whether the file is there with the hash it was taken in with; false for a deleted piece. A file that has not
     * changed on its storage since it was last hashed is not hashed again, so that a gate may ask each time.
     */
    boolean intact(Piece piece);

    /**
     * Compares the files of a record with it once more, because what it says has changed: a difference that is new wants a
     * reason, whatever was explained before (SG-04). Joins the caller's transaction.
     */
    void compareAgain(String recordKind, UUID recordId, PersonId by);

    /**
     * The files of these kinds were declined as they are: none of them counts again without a word on why, however often
     * it is handed in. Joins the caller's transaction.
     *
     * @param said against them, in the words of whoever declined
     */
    void decline(String recordKind, UUID recordId, String stage, Set<String> kinds, String said);
}
