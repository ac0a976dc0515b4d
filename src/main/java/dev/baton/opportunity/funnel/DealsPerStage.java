package dev.baton.opportunity.funnel;

import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.staff.Caller;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the deals that stand in each stage and for how long, in the scope of whoever asks. */
@Component
class DealsPerStage {

    /**
     * @param longer how many of them have stood longer than the limit of the standing list (FN-05)
     * @param medianSeconds of the present stays
     */
    record Standing(String stage, long count, long longer, long averageSeconds, long medianSeconds) {}

    private final JdbcClient jdbc;
    private final DealScope scope;
    private final DwellPolicy dwell;

    DealsPerStage(JdbcClient jdbc, DealScope scope, DwellPolicy dwell) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.dwell = dwell;
    }

    /** By stage; a stage in which nobody stands is not there. */
    Map<String, Standing> now(Caller caller, List<String> stages, Instant now) {
        var where = scope.clause(caller, false);
        var params = new LinkedHashMap<>(where.params());
        params.put("now", Timestamp.from(now));
        params.put("stages", stages.toArray(String[]::new));
        params.put(
                "since",
                stages.stream()
                        .map(stage -> Timestamp.from(dwell.since(DwellPolicy.Limit.STANDING, stage, now)))
                        .toArray(Timestamp[]::new));
        return jdbc.sql("""
                        select s.stage, count(*) as count, count(*) filter (where s.entered_at < l.since) as longer,
                               avg(s.stood)::bigint as average_seconds,
                               (percentile_disc(0.5) within group (order by s.stood))::bigint as median_seconds
                        from (select d.stage, d.entered_at, extract(epoch from cast(:now as timestamptz) - d.entered_at) as stood
                              from deal d where d.state = 'OPEN' and d.stage is not null and %s) s
                        left join unnest(:stages, cast(:since as timestamptz[])) as l(stage, since) on l.stage = s.stage
                        group by s.stage""".formatted(where.sql())).params(params).query(Standing.class).list().stream()
                .collect(Collectors.toMap(Standing::stage, Function.identity()));
    }
}
