package dev.baton.opportunity.funnel;

import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.OpportunityStages;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.policy.StageTables;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The diagram that is deployed as a heat map (FN-04, B6-09): where the deals stand and for how long, and which flows back
 * and past stages they took.
 */
@Component
public class ShowingHeatMap {

    /**
     * @param box the element that is coloured
     * @param elements everything of the stage that leads to its list
     * @param longer how many have stood longer than {@code standingDays}
     * @param percentile where the median of the present stays is among past ones, 0 to 100
     * @param measured false where the limit of the stage stands in for past stays
     */
    public record Place(
            String stage,
            String name,
            String box,
            List<String> elements,
            long count,
            long longer,
            double standingDays,
            long averageSeconds,
            long medianSeconds,
            int percentile,
            boolean measured) {}

    /** How often a flow of the diagram was taken back or past stages. */
    @Schema(name = "HeatMapFlow")
    public record Taken(String flowId, Move kind, long count) {}

    /**
     * Changes from one stage to another that were no step forward.
     *
     * @param drawn whether the deployed diagram has flows for it
     */
    public record Way(Move kind, String from, String fromName, String to, String toName, long count, boolean drawn) {}

    public record HeatMap(
            String processId,
            int version,
            Instant deployedAt,
            String bpmnXml,
            Instant asOf,
            int days,
            List<Place> places,
            List<Taken> flows,
            List<Way> ways) {}

    private static final Set<Move> ASIDE = EnumSet.of(Move.RETURN, Move.JUMP, Move.REPAIR);

    private final StageTables tables;
    private final StageDiagram diagram;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final DwellHistory history;
    private final DealsPerStage standings;
    private final StageChanges passages;
    private final Clock clock;

    ShowingHeatMap(
            StageTables tables,
            StageDiagram diagram,
            StagePolicy policy,
            DwellPolicy dwell,
            DwellHistory history,
            DealsPerStage standings,
            StageChanges passages,
            Clock clock) {
        this.tables = tables;
        this.diagram = diagram;
        this.policy = policy;
        this.dwell = dwell;
        this.history = history;
        this.standings = standings;
        this.passages = passages;
        this.clock = clock;
    }

    /** @param days how far back the flows are counted */
    @Transactional(readOnly = true)
    public HeatMap show(Caller caller, int days, Locale language) {
        var now = clock.instant();
        var deployed = tables.diagram();
        var places = diagram.places();
        var keys = List.copyOf(places.keySet());
        var standing = standings.now(caller, keys, now);
        var percentiles = history.of(keys, now);
        var aside = passages.since(caller, now.minus(Duration.ofDays(days))).stream()
                .filter(one -> ASIDE.contains(one.kind()) && one.fromStage() != null)
                .toList();
        return new HeatMap(
                OpportunityStages.PROCESS,
                deployed.version(),
                deployed.deployedAt(),
                deployed.content(),
                now,
                days,
                places.entrySet().stream()
                        .map(one -> place(
                                one.getKey(),
                                one.getValue(),
                                standing.get(one.getKey()),
                                Objects.requireNonNull(percentiles.get(one.getKey())),
                                now,
                                language))
                        .toList(),
                taken(aside),
                aside.stream().map(one -> way(one, language)).toList());
    }

    private Place place(
            String key,
            StageDiagram.Place where,
            DealsPerStage.@Nullable Standing standing,
            DwellHistory.Percentiles percentiles,
            Instant now,
            Locale language) {
        var limit = Duration.between(dwell.since(DwellPolicy.Limit.STANDING, key, now), now);
        return new Place(
                key,
                name(key, language),
                where.box(),
                where.elements(),
                standing == null ? 0 : standing.count(),
                standing == null ? 0 : standing.longer(),
                limit.toHours() / 24d,
                standing == null ? 0 : standing.averageSeconds(),
                standing == null ? 0 : standing.medianSeconds(),
                standing == null ? 0 : percentiles.of(Duration.ofSeconds(standing.medianSeconds())),
                percentiles.measured());
    }

    private List<Taken> taken(List<StageChanges.Passage> aside) {
        record Flow(String id, Move kind) {}
        var counts = new LinkedHashMap<Flow, Long>();
        for (var one : aside) {
            for (var flow : diagram.way(String.valueOf(one.fromStage()), one.toStage(), one.kind())) {
                counts.merge(new Flow(flow, one.kind()), one.count(), Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(one -> new Taken(one.getKey().id(), one.getKey().kind(), one.getValue()))
                .toList();
    }

    private Way way(StageChanges.Passage one, Locale language) {
        var from = String.valueOf(one.fromStage());
        return new Way(
                one.kind(),
                from,
                name(from, language),
                one.toStage(),
                name(one.toStage(), language),
                one.count(),
                !diagram.way(from, one.toStage(), one.kind()).isEmpty());
    }

    private String name(String key, Locale language) {
        return policy.find(key).map(stage -> stage.name().in(language)).orElse(key);
    }
}
