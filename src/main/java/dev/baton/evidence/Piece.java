package dev.baton.evidence;

import dev.baton.evidence.inspection.Reading;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of one record, for one kind of evidence of one stage.
 *
 * @param stage where it was handed in, in the words of the record's owner; empty for a record without stages
 * @param contentType what the content is, not what its name says
 * @param sha256 of the content, 64 lower-case hexadecimal digits; the file is stored under it
 * @param reading whether its text could be read; without text there is nothing to compare
 * @param mismatch what its text says differently from the record, null where nothing was found to differ
 * @param mismatchReason why the difference is right all the same
 */
public record Piece(
        UUID id,
        String recordKind,
        UUID recordId,
        String stage,
        String kind,
        String fileName,
        String contentType,
        long size,
        String sha256,
        PersonId by,
        Instant at,
        @Nullable Instant deletedAt,
        Reading reading,
        @Nullable Mismatch mismatch,
        @Nullable String mismatchReason) {

    public boolean deleted() {
        return deletedAt != null;
    }

    /** Whether a difference stands that nobody has given a reason for: no gate may accept such a piece (SG-04). */
    public boolean unexplained() {
        return mismatch != null && mismatchReason == null;
    }
}
