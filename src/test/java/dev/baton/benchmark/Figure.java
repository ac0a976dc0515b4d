package dev.baton.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One measured value, and what it should be. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Figure(
        String scenario,
        String name,
        double value,
        String unit,
        @Nullable Target target,
        @Nullable Boolean met) {

    /** A bound of the value. */
    record Target(String bound, double value) {

        static Target below(double value) {
            return new Target("below", value);
        }

        static Target atMost(double value) {
            return new Target("at most", value);
        }

        static Target atLeast(double value) {
            return new Target("at least", value);
        }

        boolean isMetBy(double measured) {
            return switch (bound) {
                case "below" -> measured < value;
                case "at most" -> measured <= value;
                default -> measured >= value;
            };
        }
    }

    static Figure of(String scenario, String name, double value, String unit, @Nullable Target target) {
        return new Figure(scenario, name, value, unit, target, target == null ? null : target.isMetBy(value));
    }
}
