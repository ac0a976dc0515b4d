package dev.baton.customer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that two customers said differently when they were merged, or that was changed between a merge and its undoing.
 * Nothing is lost by it: the one value stands, the other stays readable here.
 *
 * @param field as in a correction, {@code contact} or {@code lead}
 * @param stands the value that counts
 * @param other what the other customer said, or what the field said right after the merge
 */
@Schema(name = "MergeConflict")
public record MergeConflict(
        String field, @Nullable String stands, @Nullable String other) {}
