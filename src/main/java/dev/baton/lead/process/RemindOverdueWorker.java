package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.BreachingWindow;
import dev.baton.lead.LeadId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RemindOverdueWorker implements StepWorker<RemindOverdueWorker.Input, Void> {

    record Input(LeadId leadId, int round) {}

    private final BreachingWindow breaching;

    RemindOverdueWorker(BreachingWindow breaching) {
        this.breaching = breaching;
    }

    @Override
    public String jobType() {
        return "lead.remindOverdue";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        breaching.remind(input.leadId(), input.round());
        return null;
    }
}
