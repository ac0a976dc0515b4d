package dev.baton.opportunity.stage;

import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealScope.Sight;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.OpportunityStages;
import dev.baton.staff.Caller;
import dev.baton.workbench.RecordScope;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets people at the tasks of the deals that they may see and work on. */
@Component
class DealTaskScope implements RecordScope {

    private final Deals deals;
    private final DealScope scope;

    DealTaskScope(Deals deals, DealScope scope) {
        this.deals = deals;
        this.scope = scope;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(OpportunityStages.PROCESS);
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        return deals.findById(task.recordId())
                .map(deal -> scope.sight(caller, deal))
                .map(sight -> sight.compareTo(Sight.WORK) >= 0
                        ? Access.ANSWER
                        : sight == Sight.READ ? Access.SEE : Access.NONE)
                .orElse(Access.NONE);
    }
}
