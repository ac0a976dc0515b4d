package dev.baton.opportunity.stage;

import dev.baton.engine.Inbox;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.policy.OpportunityStages;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the task in which a deal stands: any open one of its process that is not the question why it stands. */
@Component
public class OpenTask {

    private final Inbox inbox;

    OpenTask(Inbox inbox) {
        this.inbox = inbox;
    }

    public Optional<Inbox.Task> of(DealId id) {
        return inbox.openOf(id.value()).stream()
                .filter(task -> task.processId().equals(OpportunityStages.PROCESS))
                .filter(task -> !task.elementId().equals(DealTasks.PICK_BLOCKER))
                .reduce((older, newer) -> newer);
    }
}
