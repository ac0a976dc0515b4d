package dev.baton.assignment;

import org.jspecify.annotations.Nullable;

/**
 * A row of the result of the table {@code candidate-weights}: the coefficients and their product.
 *
 * @param weight null when the table had nothing to compute it from
 * @param reason why coefficients are not computed from the person's own figures, {@code STALE_DATA_NEUTRAL} (LA-04)
 */
public record Weight(
        String id,
        @Nullable Double saturation,
        @Nullable Double response,
        @Nullable Double ability,
        @Nullable Double weight,
        @Nullable String reason) {}
