package dev.baton.lead.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.owner.RemindingStalePool;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_remindStalePool}: Remind stale pool. */
@Component
class RemindStalePoolWorker implements StepWorker<RemindStalePoolWorker.Input, Void> {

    record Input(LeadId leadId, int round) {}

    private final RemindingStalePool reminding;

    RemindStalePoolWorker(RemindingStalePool reminding) {
        this.reminding = reminding;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.act(input.leadId().value(), input.round(), Deadlines.Actor.TIMER);
        return null;
    }
}
