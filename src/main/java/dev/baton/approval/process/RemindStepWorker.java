package dev.baton.approval.process;

import dev.baton.approval.vote.RemindingStep;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RemindStepWorker implements StepWorker<RemindStepWorker.Input, Void> {

    record Input(UUID approvalId, int stepNo) {}

    private final RemindingStep reminding;

    RemindStepWorker(RemindingStep reminding) {
        this.reminding = reminding;
    }

    @Override
    public String jobType() {
        return "approval.remindStep";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.act(input.approvalId(), input.stepNo(), Deadlines.Actor.TIMER);
        return null;
    }
}
