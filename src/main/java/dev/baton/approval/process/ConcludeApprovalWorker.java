package dev.baton.approval.process;

import dev.baton.approval.vote.ConcludingApproval;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class ConcludeApprovalWorker implements StepWorker<ConcludeApprovalWorker.Input, ConcludeApprovalWorker.Output> {

    record Input(UUID dealId) {}

    record Output(String outcome) {}

    private final ConcludingApproval concluding;

    ConcludeApprovalWorker(ConcludingApproval concluding) {
        this.concluding = concluding;
    }

    @Override
    public String jobType() {
        return "approval.concludeApproval";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(concluding.conclude(step.processInstanceKey()));
    }
}
