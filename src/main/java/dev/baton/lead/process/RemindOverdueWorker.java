package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.window.RemindingOverdue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_remindOverdue}: Remind overdue. */
@Component
class RemindOverdueWorker implements StepWorker<RemindOverdueWorker.Input, Void> {

    record Input(LeadId leadId, int round) {}

    private final RemindingOverdue reminding;

    RemindOverdueWorker(RemindingOverdue reminding) {
        this.reminding = reminding;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.remind(input.leadId(), input.round());
        return null;
    }
}
