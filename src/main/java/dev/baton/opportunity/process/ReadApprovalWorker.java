package dev.baton.opportunity.process;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.ReadingApproval;
import org.springframework.stereotype.Component;

@Component
class ReadApprovalWorker implements StepWorker<ReadApprovalWorker.Input, ReadApprovalWorker.Output> {

    record Input(DealId dealId, ApprovalKind kind) {}

    record Output(boolean approved) {}

    private final ReadingApproval reading;

    ReadApprovalWorker(ReadingApproval reading) {
        this.reading = reading;
    }

    @Override
    public String jobType() {
        return "opportunity.readApproval";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(reading.read(input.dealId(), input.kind()));
    }
}
