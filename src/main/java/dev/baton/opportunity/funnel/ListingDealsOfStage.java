package dev.baton.opportunity.funnel;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.RiskRules;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What stands in one place of the heat map, with the risk that is seen in it (FN-04). */
@Component
public class ListingDealsOfStage {

    /** A deal that stands in the stage that was asked for. */
    @Schema(name = "StageDeal")
    public record Standing(
            DealId id,
            String name,
            String customerName,
            DealQueries.Owner owner,
            @Nullable Instant enteredAt,
            boolean longer,
            boolean suspended,
            String risk) {}

    private final StageDiagram diagram;
    private final DwellPolicy dwell;
    private final DwellHistory history;
    private final DealQueries queries;
    private final RiskRules risks;
    private final Clock clock;

    ListingDealsOfStage(
            StageDiagram diagram,
            DwellPolicy dwell,
            DwellHistory history,
            DealQueries queries,
            RiskRules risks,
            Clock clock) {
        this.diagram = diagram;
        this.dwell = dwell;
        this.history = history;
        this.queries = queries;
        this.risks = risks;
        this.clock = clock;
    }

    /** The deals of one stage, longest standing first. */
    @Transactional(readOnly = true)
    public List<Standing> list(Caller caller, String stage) {
        if (!diagram.places().containsKey(stage)) {
            throw Refusal.notFound("stage-not-found");
        }
        var now = clock.instant();
        var since = dwell.since(DwellPolicy.Limit.STANDING, stage, now);
        var percentiles = Objects.requireNonNull(history.of(List.of(stage), now).get(stage));
        return queries.standingIn(caller, stage).stream()
                .map(card -> {
                    var entered = card.enteredAt() == null ? now : card.enteredAt();
                    return new Standing(
                            card.id(),
                            card.name(),
                            card.customerName(),
                            card.owner(),
                            card.enteredAt(),
                            entered.isBefore(since),
                            card.suspended(),
                            risks.level(
                                            percentiles.of(Duration.between(entered, now)),
                                            card.missingCount(),
                                            card.blockerWanted())
                                    .name()
                                    .toLowerCase(Locale.ROOT));
                })
                .toList();
    }
}
