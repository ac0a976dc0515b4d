package dev.baton.evidence;

import dev.baton.staff.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A piece with what is known of it beyond what a gate needs. */
public record Details(
        Piece piece,
        Found found,
        @Nullable PersonId mismatchReasonBy,
        @Nullable Instant mismatchReasonAt,
        @Nullable PersonId deletedBy,
        @Nullable String deletionReason) {}
