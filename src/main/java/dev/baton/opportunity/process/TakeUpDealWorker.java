package dev.baton.opportunity.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.TakingUpDeal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_takeUpDeal}: Take up deal. */
@Component
class TakeUpDealWorker implements StepWorker<TakeUpDealWorker.Input, TakeUpDealWorker.Output> {

    record Input(DealId dealId) {}

    record Output(
            boolean duplicateRun,
            @Nullable String variant,
            @JsonUnwrapped DealFacts facts) {}

    private final TakingUpDeal takingUp;

    TakeUpDealWorker(TakingUpDeal takingUp) {
        this.takingUp = takingUp;
    }

    @Override
    public Output work(Input input, Step step) {
        var taken = takingUp.takeUp(input.dealId(), step.processInstanceKey());
        return new Output(taken.duplicate(), taken.variant(), taken.facts());
    }
}
