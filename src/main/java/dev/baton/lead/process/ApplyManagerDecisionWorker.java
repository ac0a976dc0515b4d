package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.ApplyingManagerDecision;
import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ApplyManagerDecisionWorker
        implements StepWorker<ApplyManagerDecisionWorker.Input, ApplyManagerDecisionWorker.Output> {

    record Input(LeadId leadId, ApplyingManagerDecision.Decision decision, PersonId completedBy) {}

    record Output(ApplyingManagerDecision.@Nullable Decision decision) {}

    private final ApplyingManagerDecision deciding;

    ApplyManagerDecisionWorker(ApplyingManagerDecision deciding) {
        this.deciding = deciding;
    }

    @Override
    public String jobType() {
        return "lead.applyManagerDecision";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        deciding.decide(input.leadId(), input.decision(), input.completedBy());
        return new Output(null);
    }
}
