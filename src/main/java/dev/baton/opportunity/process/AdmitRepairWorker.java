package dev.baton.opportunity.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.repair.AdmittingRepair;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AdmitRepairWorker implements StepWorker<AdmitRepairWorker.Input, AdmitRepairWorker.Output> {

    record Input(DealId dealId, int stageRound) {}

    record Output(
            String move,
            @Nullable String toStage,
            @JsonUnwrapped DealFacts facts) {}

    private final AdmittingRepair admitting;

    AdmitRepairWorker(AdmittingRepair admitting) {
        this.admitting = admitting;
    }

    @Override
    public String jobType() {
        return "opportunity.admitRepair";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        var admitted = admitting.admit(input.dealId(), input.stageRound());
        return new Output(admitted.move(), admitted.toStage(), admitted.facts());
    }
}
