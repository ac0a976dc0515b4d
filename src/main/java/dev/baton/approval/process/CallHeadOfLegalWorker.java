package dev.baton.approval.process;

import dev.baton.approval.escalation.CallingHeadOfLegal;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class CallHeadOfLegalWorker implements StepWorker<CallHeadOfLegalWorker.Input, CallingHeadOfLegal.Ticket> {

    record Input(UUID dealId) {}

    private final CallingHeadOfLegal calling;

    CallHeadOfLegalWorker(CallingHeadOfLegal calling) {
        this.calling = calling;
    }

    @Override
    public String jobType() {
        return "approval.callHeadOfLegal";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public CallingHeadOfLegal.Ticket work(Input input, Step step) {
        return calling.call(step.processInstanceKey());
    }
}
