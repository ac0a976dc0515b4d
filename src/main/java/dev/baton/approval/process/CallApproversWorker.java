package dev.baton.approval.process;

import dev.baton.approval.vote.CallingApprovers;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class CallApproversWorker implements StepWorker<CallApproversWorker.Input, CallingApprovers.Called> {

    record Input(UUID dealId) {}

    private final CallingApprovers calling;

    CallApproversWorker(CallingApprovers calling) {
        this.calling = calling;
    }

    @Override
    public String jobType() {
        return "approval.callApprovers";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public CallingApprovers.Called work(Input input, Step step) {
        return calling.call(step.processInstanceKey());
    }
}
