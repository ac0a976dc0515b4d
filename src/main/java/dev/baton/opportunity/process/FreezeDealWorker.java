package dev.baton.opportunity.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.FreezingDeal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class FreezeDealWorker implements StepWorker<FreezeDealWorker.Input, Void> {

    record Input(DealId dealId, int round) {}

    private final FreezingDeal freezing;

    FreezeDealWorker(FreezingDeal freezing) {
        this.freezing = freezing;
    }

    @Override
    public String jobType() {
        return "opportunity.freezeDeal";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        freezing.act(input.dealId().value(), input.round(), Deadlines.Actor.TIMER);
        return null;
    }
}
