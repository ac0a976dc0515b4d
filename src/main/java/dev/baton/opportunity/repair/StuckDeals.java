package dev.baton.opportunity.repair;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** The open deals that have stood in their stage longer than the limit {@code stuck} of the table of limits (SG-11). */
@Component
public class StuckDeals {

    @Schema(name = "StuckDealCard")
    public record Stuck(
            DealId id,
            String name,
            String customerName,
            DealQueries.Owner owner,
            String stage,
            int stageRound,
            Instant enteredAt,
            BigDecimal amount,
            String currency) {}

    private final StuckQueries stuck;
    private final DealScope scope;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final Clock clock;

    StuckDeals(StuckQueries stuck, DealScope scope, StagePolicy policy, DwellPolicy dwell, Clock clock) {
        this.stuck = stuck;
        this.scope = scope;
        this.policy = policy;
        this.dwell = dwell;
        this.clock = clock;
    }

    /** All of them in the caller's scope, longest standing first. */
    public List<Stuck> of(Caller caller) {
        var now = clock.instant();
        var since = new LinkedHashMap<String, Instant>();
        policy.stages()
                .forEach(stage -> since.put(stage.key(), dwell.since(DwellPolicy.Limit.STUCK, stage.key(), now)));
        return stuck.of(scope.clause(caller, false), since);
    }
}
