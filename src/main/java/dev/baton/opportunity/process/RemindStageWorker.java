package dev.baton.opportunity.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.RemindingStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RemindStageWorker implements StepWorker<RemindStageWorker.Input, Void> {

    record Input(DealId dealId, int round) {}

    private final RemindingStage reminding;

    RemindStageWorker(RemindingStage reminding) {
        this.reminding = reminding;
    }

    @Override
    public String jobType() {
        return "opportunity.remindStage";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.act(input.dealId().value(), input.round(), Deadlines.Actor.TIMER);
        return null;
    }
}
