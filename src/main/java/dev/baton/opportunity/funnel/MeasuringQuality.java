package dev.baton.opportunity.funnel;

import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.QualityLimits;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How cleanly deals move: jumps (SG-08), returns (SG-13) and how long they stand (FN-05, FN-09). */
@Component
public class MeasuringQuality {

    /**
     * The stage-jump error rate (F-10).
     *
     * @param errors changes through a green channel, those repaired by hand, and those between stages that no flow of
     *     the present diagram joins in that way
     * @param transitions all changes of stage and ends; the start of a deal is none
     * @param percent rounded to one decimal, which is also what is compared; absent without transitions
     * @param limit up to which it is good, from the table {@code quality-limits}
     */
    public record JumpErrors(
            long errors, long transitions, @Nullable BigDecimal percent, BigDecimal limit, boolean good) {}

    /**
     * @param left changes and ends out of the stage
     * @param returned how many of them went back
     * @param returnRate 0 to 1; absent where no deal left
     * @param averageDwellSeconds of those that left; absent where no deal left
     * @param standing how many stand in it now, {@code longer} of them longer than the limit of the standing list
     */
    @Schema(name = "StageQuality")
    public record StageQuality(
            String stage,
            String name,
            long left,
            long returned,
            @Nullable Double returnRate,
            @Nullable Double averageDwellSeconds,
            long standing,
            long longer,
            double standingDays) {}

    /** @param refusedMoves steps past a gate or an approval that the engine was told to take and the deal refused */
    public record Quality(
            Instant from,
            Instant asOf,
            int days,
            JumpErrors jumpErrors,
            long refusedMoves,
            List<StageQuality> stages) {}

    /** Whether the diagram draws a change of stage. */
    interface Drawn {
        boolean is(StageChanges.Passage change);
    }

    private static final Set<Move> ERRORS = EnumSet.of(Move.JUMP, Move.REPAIR);

    private final StageChanges passages;
    private final RefusedMoves refused;
    private final StageDiagram diagram;
    private final DealsPerStage standings;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final QualityLimits limits;
    private final Clock clock;

    MeasuringQuality(
            StageChanges passages,
            RefusedMoves refused,
            StageDiagram diagram,
            DealsPerStage standings,
            StagePolicy policy,
            DwellPolicy dwell,
            QualityLimits limits,
            Clock clock) {
        this.passages = passages;
        this.refused = refused;
        this.diagram = diagram;
        this.standings = standings;
        this.policy = policy;
        this.dwell = dwell;
        this.limits = limits;
        this.clock = clock;
    }

    /** @param days how far back changes count */
    @Transactional(readOnly = true)
    public Quality measure(Caller caller, int days, Locale language) {
        var now = clock.instant();
        var from = now.minus(Duration.ofDays(days));
        var moved = passages.since(caller, from);
        var stages = policy.stages();
        var standing = standings.now(caller, stages.stream().map(Stage::key).toList(), now);
        return new Quality(
                from,
                now,
                days,
                jumpErrors(moved, limits.limit(QualityLimits.JUMP_ERROR_RATE), this::isDrawn),
                refused.since(caller, from),
                stages.stream()
                        .map(stage -> quality(stage, moved, standing.get(stage.key()), now, language))
                        .toList());
    }

    static JumpErrors jumpErrors(List<StageChanges.Passage> moved, BigDecimal limit, Drawn drawn) {
        var all = moved.stream()
                .filter(one -> one.kind() != Move.START)
                .mapToLong(StageChanges.Passage::count)
                .sum();
        var errors = moved.stream()
                .filter(one -> one.kind() != Move.START && (ERRORS.contains(one.kind()) || !drawn.is(one)))
                .mapToLong(StageChanges.Passage::count)
                .sum();
        var percent = all == 0
                ? null
                : BigDecimal.valueOf(errors * 100).divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP);
        return new JumpErrors(errors, all, percent, limit, percent == null || percent.compareTo(limit) <= 0);
    }

    /**
     * A stage that the present diagram does not have was left by the flows of an earlier one. Every gate of a stage lets a
     * deal be lost; it is won where the way on leads to no further stage.
     */
    private boolean isDrawn(StageChanges.Passage change) {
        var from = change.fromStage();
        var places = diagram.places();
        if (from == null || !places.containsKey(from) || change.kind() == Move.LOST) {
            return true;
        }
        if (change.kind() == Move.WON) {
            return diagram.isLast(from);
        }
        return !places.containsKey(change.toStage())
                || !diagram.way(from, change.toStage(), change.kind()).isEmpty();
    }

    private StageQuality quality(
            Stage stage,
            List<StageChanges.Passage> moved,
            DealsPerStage.@Nullable Standing standing,
            Instant now,
            Locale language) {
        var out = moved.stream()
                .filter(one -> stage.key().equals(one.fromStage()))
                .toList();
        var left = out.stream().mapToLong(StageChanges.Passage::count).sum();
        var returned = out.stream()
                .filter(one -> one.kind() == Move.RETURN)
                .mapToLong(StageChanges.Passage::count)
                .sum();
        var dwelt = out.stream().mapToLong(StageChanges.Passage::dwellSeconds).sum();
        return new StageQuality(
                stage.key(),
                stage.name().in(language),
                left,
                returned,
                left == 0 ? null : returned / (double) left,
                left == 0 ? null : dwelt / (double) left,
                standing == null ? 0 : standing.count(),
                standing == null ? 0 : standing.longer(),
                Duration.between(dwell.since(DwellPolicy.Limit.STANDING, stage.key(), now), now)
                                .toHours()
                        / 24d);
    }
}
