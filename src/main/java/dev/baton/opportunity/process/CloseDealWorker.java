package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.stage.ClosingDeal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_winDeal} and 2 more like it: Win deal and so on. */
@Component
class CloseDealWorker implements StepWorker<CloseDealWorker.Input, Void> {

    record Input(DealId dealId, DealState result) {}

    private final ClosingDeal closing;

    CloseDealWorker(ClosingDeal closing) {
        this.closing = closing;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        closing.close(input.dealId(), input.result());
        return null;
    }
}
