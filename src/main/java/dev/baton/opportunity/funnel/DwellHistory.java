package dev.baton.opportunity.funnel;

import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.QualityLimits;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long deals have stood in each stage before they left it, as percentiles: what a present stay is compared with. It
 * is the same for everybody, whatever deals one may see.
 *
 * <p>Two rules of the tables keep that fair. With fewer stays than {@code quality-limits} asks for a percentile says
 * nothing, and the limit of the stage takes their place. And a stay that is still young, as {@code dwell-policy} says, is
 * not long because others were quicker yet: it counts no more than its share of that time.
 */
@Component
class DwellHistory {

    /** The stays that count: the newest ones of each stage. */
    static final int STAYS = 1_000;

    private static final int HUNDRED = 100;

    /**
     * @param seconds the 1st to the 100th percentile, ascending
     * @param stays how many stays it was read from
     * @param measured false where the limit of the stage stands in: half of it is the 50th percentile
     */
    record Percentiles(List<Long> seconds, int stays, boolean measured) {

        /** How many of a hundred stays were not longer, 0 to 100. */
        int of(Duration stay) {
            var percentile = 0;
            while (percentile < seconds.size() && seconds.get(percentile) <= stay.toSeconds()) {
                percentile++;
            }
            return percentile;
        }
    }

    private record Read(String stage, int stays, List<Long> seconds) {}

    private final JdbcClient jdbc;
    private final DwellPolicy dwell;
    private final QualityLimits quality;

    DwellHistory(JdbcClient jdbc, DwellPolicy dwell, QualityLimits quality) {
        this.jdbc = jdbc;
        this.dwell = dwell;
        this.quality = quality;
    }

    /** By stage. */
    Map<String, Percentiles> of(Collection<String> stages, Instant now) {
        var read = jdbc
                .sql("""
                        select s.stage, count(*) as stays, percentile_disc(:fractions) within group (order by l.dwell_seconds) as seconds
                        from unnest(:stages) as s(stage)
                        cross join lateral (select t.dwell_seconds from deal_transition t
                                            where t.from_stage = s.stage and t.dwell_seconds is not null
                                            order by t.at desc, t.id limit :most) l
                        group by s.stage""")
                .param("stages", stages.toArray(String[]::new))
                .param("most", STAYS)
                .param(
                        "fractions",
                        IntStream.rangeClosed(1, HUNDRED)
                                .mapToObj(percent -> percent / (double) HUNDRED)
                                .toArray(Double[]::new))
                .query(DwellHistory::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Read::stage, one -> one));
        var fewest = quality.limit(QualityLimits.FEWEST_STAYS).intValue();
        var all = new HashMap<String, Percentiles>();
        for (var stage : stages) {
            var one = read.get(stage);
            all.put(
                    stage,
                    one == null || one.stays() < fewest
                            ? byLimit(limit(stage, now), one == null ? 0 : one.stays())
                            : measured(one.seconds(), one.stays(), young(stage, now)));
        }
        return all;
    }

    /** @param young up to where a stay counts no more than its share */
    static Percentiles measured(List<Long> seconds, int stays, Duration young) {
        return new Percentiles(
                IntStream.rangeClosed(1, seconds.size())
                        .mapToObj(percent ->
                                Math.max(seconds.get(percent - 1), young.toSeconds() * percent / seconds.size()))
                        .toList(),
                stays,
                true);
    }

    static Percentiles byLimit(Duration limit, int stays) {
        return new Percentiles(
                IntStream.rangeClosed(1, HUNDRED)
                        .mapToObj(percent -> limit.toSeconds() * percent / HUNDRED)
                        .toList(),
                stays,
                false);
    }

    private Duration young(String stage, Instant now) {
        return Duration.between(now, dwell.due(DwellPolicy.Limit.YOUNG, stage, "", now));
    }

    private Duration limit(String stage, Instant now) {
        return Duration.between(now, dwell.due(DwellPolicy.Limit.STAGE, stage, "", now));
    }

    private static Read read(ResultSet row, int number) throws SQLException {
        return new Read(row.getString("stage"), row.getInt("stays"), longs(row.getArray("seconds")));
    }

    private static List<Long> longs(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }
}
