package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.ClosingLostLead;
import dev.baton.lead.LeadId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CloseLostLeadWorker implements StepWorker<CloseLostLeadWorker.Input, Void> {

    record Input(LeadId leadId) {}

    private final ClosingLostLead closing;

    CloseLostLeadWorker(ClosingLostLead closing) {
        this.closing = closing;
    }

    @Override
    public String jobType() {
        return "lead.closeLostLead";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        closing.close(input.leadId());
        return null;
    }
}
