package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.owner.ApplyingManagerDecision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_applyManagerDecision} and {@code serviceTask_applyStalledDecision}: Apply decision. */
@Component
class ApplyManagerDecisionWorker
        implements StepWorker<ApplyManagerDecisionWorker.Input, ApplyManagerDecisionWorker.Output> {

    record Input(LeadId leadId, ApplyingManagerDecision.Decision decision) {}

    record Output(ApplyingManagerDecision.@Nullable Decision decision) {}

    private final ApplyingManagerDecision deciding;

    ApplyManagerDecisionWorker(ApplyingManagerDecision deciding) {
        this.deciding = deciding;
    }

    @Override
    public Output work(Input input, Step step) {
        deciding.decide(input.leadId(), input.decision(), step.processInstanceKey());
        return new Output(null);
    }
}
