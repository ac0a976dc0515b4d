package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.outcome.ClosingLostLead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_closeLostLead}: Close lost lead. */
@Component
class CloseLostLeadWorker implements StepWorker<CloseLostLeadWorker.Input, Void> {

    record Input(LeadId leadId) {}

    private final ClosingLostLead closing;

    CloseLostLeadWorker(ClosingLostLead closing) {
        this.closing = closing;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        closing.close(input.leadId());
        return null;
    }
}
