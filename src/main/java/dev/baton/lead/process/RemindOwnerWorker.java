package dev.baton.lead.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.window.RemindingOwner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_remindOwner}: Remind owner. */
@Component
class RemindOwnerWorker implements StepWorker<RemindOwnerWorker.Input, Void> {

    record Input(LeadId leadId, int round) {}

    private final RemindingOwner reminding;

    RemindOwnerWorker(RemindingOwner reminding) {
        this.reminding = reminding;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.act(input.leadId().value(), input.round(), Deadlines.Actor.TIMER);
        return null;
    }
}
