package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.intake.CleaningPhone;
import org.springframework.stereotype.Component;

/** {@code serviceTask_cleanPhone}: Clean phone. */
@Component
class CleanPhoneWorker implements StepWorker<CleanPhoneWorker.Input, CleaningPhone.Cleaned> {

    record Input(LeadId leadId) {}

    private final CleaningPhone cleaning;

    CleanPhoneWorker(CleaningPhone cleaning) {
        this.cleaning = cleaning;
    }

    @Override
    public CleaningPhone.Cleaned work(Input input, Step step) {
        return cleaning.clean(input.leadId(), step.processInstanceKey());
    }
}
