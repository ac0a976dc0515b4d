package dev.baton.opportunity.funnel;

import dev.baton.shared.BusinessCalendar;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The expected payback cycle (F-13): in how many days a deal of a variant brings its cash from a stage on.
 *
 * <p>It is the median of the days from first entering the stage to the day on which it was paid in full, over the last
 * {@link #WON} won deals of the variant that are paid and came through it. With fewer than {@link #FEWEST} of them it is the
 * sum of the limits of this stage and those behind it. Won deals that are not paid are open: they count for nothing and are
 * numbered.
 */
@Component
class PaybackCycle {

    static final int WON = 50;
    static final int FEWEST = 5;

    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    /** How many days one won deal took from a stage to its cash. */
    record Passed(String variant, String stage, double days) {}

    /**
     * @param days 0 or more
     * @param measured false where the limits of the stages stand in
     */
    record Expected(double days, boolean measured) {}

    /** How many won deals of a variant are not paid. */
    record Unpaid(String variant, long deals) {}

    /** What can be said of all variants and stages. */
    record Expectations(
            Map<String, Map<String, List<Double>>> days,
            Map<String, Long> unpaid,
            List<String> stages,
            Map<String, Duration> limits) {

        static Expectations of(
                List<Passed> passed, List<Unpaid> unpaid, List<String> stages, Map<String, Duration> limits) {
            return new Expectations(
                    passed.stream()
                            .collect(Collectors.groupingBy(
                                    Passed::variant,
                                    Collectors.groupingBy(
                                            Passed::stage, Collectors.mapping(Passed::days, Collectors.toList())))),
                    unpaid.stream().collect(Collectors.toMap(Unpaid::variant, Unpaid::deals)),
                    stages,
                    limits);
        }

        Expected of(String variant, String stage) {
            var won = days.getOrDefault(variant, Map.of()).getOrDefault(stage, List.of());
            return won.size() >= FEWEST ? new Expected(median(won), true) : new Expected(byLimits(stage), false);
        }

        /** Won deals of these variants whose cash is open. */
        long open(Collection<String> variants) {
            return variants.stream()
                    .distinct()
                    .mapToLong(variant -> unpaid.getOrDefault(variant, 0L))
                    .sum();
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
    private final BusinessCalendar calendar;

    PaybackCycle(JdbcClient jdbc, BusinessCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    Expectations expectations(Collection<String> variants, List<String> stages, Map<String, Duration> limits) {
        return Expectations.of(
                jdbc.sql("""
                                select d.variant, t.to_stage as stage,
                                       (d.paid_on - (min(t.at) at time zone :zone)::date)::float8 as days
                                from unnest(:variants) as v(variant)
                                cross join lateral (select w.id, w.variant, w.paid_on from deal w
                                                    where w.state = 'WON' and w.variant = v.variant
                                                      and w.paid_on is not null
                                                    order by w.paid_on desc, w.id limit :won) d
                                join deal_transition t on t.deal_id = d.id and t.kind <> 'WON'
                                group by d.id, d.variant, d.paid_on, t.to_stage""")
                        .param("variants", variants.toArray(String[]::new))
                        .param("won", WON)
                        .param("zone", calendar.zone().getId())
                        .query(Passed.class)
                        .list(),
                jdbc.sql("""
                                select variant, count(*) as deals from deal
                                where state = 'WON' and paid_on is null and variant = any(:variants) group by variant""")
                        .param("variants", variants.toArray(String[]::new))
                        .query(Unpaid.class)
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
