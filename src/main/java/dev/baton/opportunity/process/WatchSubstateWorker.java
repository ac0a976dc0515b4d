package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.WatchingSubstate;
import org.springframework.stereotype.Component;

@Component
class WatchSubstateWorker implements StepWorker<WatchSubstateWorker.Input, WatchingSubstate.Watched> {

    record Input(DealId dealId) {}

    private final WatchingSubstate watching;

    WatchSubstateWorker(WatchingSubstate watching) {
        this.watching = watching;
    }

    @Override
    public String jobType() {
        return "opportunity.watchSubstate";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public WatchingSubstate.Watched work(Input input, Step step) {
        return watching.watch(input.dealId());
    }
}
