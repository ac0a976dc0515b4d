package dev.baton.opportunity;

import dev.baton.engine.Inbox;
import dev.baton.opportunity.DealScope.Sight;
import dev.baton.staff.Caller;
import dev.baton.workbench.RecordScope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets people at the tasks of the deals that they may see and work on, those about stuck deals included. */
@Component
class DealTaskScope implements RecordScope {

    private final Deals deals;
    private final Repairs repairs;
    private final DealScope scope;

    DealTaskScope(Deals deals, Repairs repairs, DealScope scope) {
        this.deals = deals;
        this.repairs = repairs;
        this.scope = scope;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(OwnedTables.PROCESS, RepairTasks.PROCESS);
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        return deal(task)
                .flatMap(deals::findById)
                .map(deal -> scope.sight(caller, deal))
                .map(sight -> sight.compareTo(Sight.WORK) >= 0
                        ? Access.ANSWER
                        : sight == Sight.READ ? Access.SEE : Access.NONE)
                .orElse(Access.NONE);
    }

    private Optional<UUID> deal(Inbox.Task task) {
        return task.processId().equals(RepairTasks.PROCESS)
                ? repairs.item(task.recordId()).map(Repairs.Item::dealId)
                : Optional.of(task.recordId());
    }
}
