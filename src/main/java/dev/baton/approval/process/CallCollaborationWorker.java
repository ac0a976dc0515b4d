package dev.baton.approval.process;

import dev.baton.approval.escalation.CallingCollaboration;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class CallCollaborationWorker implements StepWorker<CallCollaborationWorker.Input, CallingCollaboration.Called> {

    record Input(UUID dealId) {}

    private final CallingCollaboration calling;

    CallCollaborationWorker(CallingCollaboration calling) {
        this.calling = calling;
    }

    @Override
    public String jobType() {
        return "approval.callCollaboration";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public CallingCollaboration.Called work(Input input, Step step) {
        return calling.call(step.processInstanceKey());
    }
}
