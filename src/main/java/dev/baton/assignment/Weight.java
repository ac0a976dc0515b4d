package dev.baton.assignment;

import org.jspecify.annotations.Nullable;

/**
 * A row of the result of the table {@code candidate-weights}: the coefficients and their product.
 *
 * @param load the person's own share of it, 1 where the table does not use it
 * @param queuePriority how urgent the region is, the literal saturation: it says which region to serve first, not who
 *     gets the lead
 * @param choice {@code TURNS} or {@code RANDOM}; what was recorded before there was a choice has none
 * @param weight null when the table had nothing to compute it from
 * @param reason why coefficients are not computed from the person's own figures, {@code STALE_DATA_NEUTRAL} (LA-04)
 */
public record Weight(
        String id,
        @Nullable Double saturation,
        @Nullable Double response,
        @Nullable Double ability,
        @Nullable Double load,
        @Nullable Double queuePriority,
        @Nullable String choice,
        @Nullable Double weight,
        @Nullable String reason) {}
