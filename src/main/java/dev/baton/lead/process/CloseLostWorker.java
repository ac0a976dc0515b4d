package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.ClosingLead;
import dev.baton.lead.LeadId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CloseLostWorker implements StepWorker<CloseLostWorker.Input, Void> {

    record Input(LeadId leadId) {}

    private final ClosingLead closing;

    CloseLostWorker(ClosingLead closing) {
        this.closing = closing;
    }

    @Override
    public String jobType() {
        return "lead.closeLost";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        closing.lose(input.leadId());
        return null;
    }
}
