package dev.baton.contract.process;

import dev.baton.contract.CallingApprovers;
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
        return "contract.callApprovers";
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
