package dev.baton.opportunity.funnel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The expected payback cycle (F-13): in how many days a deal of a variant is won from a stage on.
 *
 * <p>It is the median of the days from first entering the stage to the win, over the last {@link #WON} won deals of the
 * variant that came through it. With fewer than {@link #FEWEST} of them it is the sum of the limits of this stage and
 * those behind it. What is paid after the win is not on file yet.
 */
@Component
class PaybackCycle {

    static final int WON = 50;
    static final int FEWEST = 5;

    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    /** How many days one won deal took from a stage to the win. */
    record Passed(String variant, String stage, double days) {}

    /**
     * @param days 0 or more
     * @param measured false where the limits of the stages stand in
     */
    record Expected(double days, boolean measured) {}

    /** What can be said of all variants and stages. */
    record Expectations(
            Map<String, Map<String, List<Double>>> days, List<String> stages, Map<String, Duration> limits) {

        static Expectations of(List<Passed> passed, List<String> stages, Map<String, Duration> limits) {
            return new Expectations(
                    passed.stream()
                            .collect(Collectors.groupingBy(
                                    Passed::variant,
                                    Collectors.groupingBy(
                                            Passed::stage, Collectors.mapping(Passed::days, Collectors.toList())))),
                    stages,
                    limits);
        }

        Expected of(String variant, String stage) {
            var won = days.getOrDefault(variant, Map.of()).getOrDefault(stage, List.of());
            return won.size() >= FEWEST ? new Expected(median(won), true) : new Expected(byLimits(stage), false);
        }

        private double byLimits(String stage) {
            var from = Math.max(0, stages.indexOf(stage));
            return stages.subList(from, stages.size()).stream()
                            .map(limits::get)
                            .mapToLong(Duration::toSeconds)
                            .sum()
                    / SECONDS_A_DAY;
        }
    }

    private final JdbcClient jdbc;

    PaybackCycle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Expectations expectations(Collection<String> variants, List<String> stages, Map<String, Duration> limits) {
        return Expectations.of(
                jdbc.sql("""
                                select d.variant, t.to_stage as stage,
                                       (extract(epoch from d.closed_at - min(t.at)) / 86400)::float8 as days
                                from unnest(:variants) as v(variant)
                                cross join lateral (select w.id, w.variant, w.closed_at from deal w
                                                    where w.state = 'WON' and w.variant = v.variant
                                                    order by w.closed_at desc, w.id limit :won) d
                                join deal_transition t on t.deal_id = d.id and t.kind <> 'WON'
                                group by d.id, d.variant, d.closed_at, t.to_stage""")
                        .param("variants", variants.toArray(String[]::new))
                        .param("won", WON)
                        .query(Passed.class)
                        .list(),
                stages,
                limits);
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
