package dev.baton.assignment;

import org.jspecify.annotations.Nullable;

/**
 * A row of the result of the table {@code candidate-weights}: the three coefficients and their product.
 *
 * @param weight null when the table had nothing to compute it from
 */
public record Weight(
        String id,
        @Nullable Double saturation,
        @Nullable Double response,
        @Nullable Double ability,
        @Nullable Double weight) {}
