package dev.baton.customer.matching;

import java.util.Map;
import java.util.Set;

/**
 * What the table of matching says, read once.
 *
 * @param fields how much each field counts; one that is missing is off
 * @param placeholders by field, what people type to get past it
 */
public record MatchPolicy(
        long version,
        Map<MatchField, Field> fields,
        Map<Figure, Double> figures,
        Map<String, Set<String>> placeholders) {

    /** @param confidence in it alone, 0 to 1 */
    public record Field(boolean active, double confidence, String evidence) {}

    /** A figure, as the table calls it. */
    public enum Figure {
        ONE_CLICK("one-click"),
        REVIEW("review"),
        NAME("name"),
        COMBINATION("combination"),
        HIGHEST("highest"),
        SHARED_BY("shared-by"),
        WEIGHT_BRAND("weight-brand"),
        WEIGHT_TRADE("weight-trade"),
        WEIGHT_PLACE("weight-place"),
        REVIEW_DAYS("review-days"),
        LATER_DAYS("later-days");

        private final String word;

        Figure(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public boolean uses(MatchField field) {
        var rule = fields.get(field);
        return rule != null && rule.active();
    }

    double confidence(MatchField field) {
        var rule = fields.get(field);
        return rule != null && rule.active() ? rule.confidence() : 0;
    }

    String evidence(MatchField field) {
        var rule = fields.get(field);
        return rule == null ? field.word() : rule.evidence();
    }

    /** A limit in per cent, as a share. */
    double share(Figure figure) {
        return value(figure) / 100;
    }

    public double value(Figure figure) {
        var value = figures.get(figure);
        if (value == null) {
            throw new IllegalStateException("match-figure has no row for " + figure.word());
        }
        return value;
    }

    /** Whether a number, address or name is nobody's. */
    public boolean isPlaceholder(String field, String value) {
        return placeholders.getOrDefault(field, Set.of()).contains(value);
    }
}
