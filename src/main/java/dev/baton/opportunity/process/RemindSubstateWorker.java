package dev.baton.opportunity.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.RemindingSubstate;
import org.springframework.stereotype.Component;

@Component
class RemindSubstateWorker implements StepWorker<RemindSubstateWorker.Input, RemindSubstateWorker.Output> {

    record Input(DealId dealId, int substateRound) {}

    record Output(boolean blockerWanted) {}

    private final RemindingSubstate reminding;

    RemindSubstateWorker(RemindingSubstate reminding) {
        this.reminding = reminding;
    }

    @Override
    public String jobType() {
        return "opportunity.remindSubstate";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(reminding.remind(input.dealId(), input.substateRound(), Deadlines.Actor.TIMER));
    }
}
