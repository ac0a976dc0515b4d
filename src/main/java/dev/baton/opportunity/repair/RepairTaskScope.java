package dev.baton.opportunity.repair;

import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealScope.Sight;
import dev.baton.opportunity.deal.Deals;
import dev.baton.staff.Caller;
import dev.baton.workbench.RecordScope;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets people at the questions about the stuck deals that they may see and work on. */
@Component
class RepairTaskScope implements RecordScope {

    private final Repairs repairs;
    private final Deals deals;
    private final DealScope scope;

    RepairTaskScope(Repairs repairs, Deals deals, DealScope scope) {
        this.repairs = repairs;
        this.deals = deals;
        this.scope = scope;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(StuckDealsDiagram.PROCESS);
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        return repairs.findById(task.recordId())
                .flatMap(item -> deals.findById(item.dealId()))
                .map(deal -> scope.sight(caller, deal))
                .map(sight -> sight.compareTo(Sight.WORK) >= 0
                        ? Access.ANSWER
                        : sight == Sight.READ ? Access.SEE : Access.NONE)
                .orElse(Access.NONE);
    }
}
