package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.stage.ClosingDeal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CloseDealWorker implements StepWorker<CloseDealWorker.Input, Void> {

    record Input(DealId dealId, DealState result) {}

    private final ClosingDeal closing;

    CloseDealWorker(ClosingDeal closing) {
        this.closing = closing;
    }

    @Override
    public String jobType() {
        return "opportunity.closeDeal";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        closing.close(input.dealId(), input.result());
        return null;
    }
}
