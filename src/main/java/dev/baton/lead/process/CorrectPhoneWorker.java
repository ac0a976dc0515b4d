package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.intake.CorrectingPhone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_correctPhone}: Correct phone. */
@Component
class CorrectPhoneWorker implements StepWorker<CorrectPhoneWorker.Input, Void> {

    record Input(LeadId leadId, @Nullable Review phoneReview) {}

    record Review(@Nullable String number) {}

    private final CorrectingPhone correcting;

    CorrectPhoneWorker(CorrectingPhone correcting) {
        this.correcting = correcting;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        correcting.correct(
                input.leadId(),
                input.phoneReview() == null ? null : input.phoneReview().number(),
                step.processInstanceKey());
        return null;
    }
}
