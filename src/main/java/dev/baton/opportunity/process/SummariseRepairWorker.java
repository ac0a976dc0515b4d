package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.repair.SummarisingRepair;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class SummariseRepairWorker implements StepWorker<SummariseRepairWorker.Input, SummariseRepairWorker.Output> {

    record Input(UUID roundId) {}

    record Output(int stays, int returned, int lost) {}

    private final SummarisingRepair summarising;

    SummariseRepairWorker(SummarisingRepair summarising) {
        this.summarising = summarising;
    }

    @Override
    public String jobType() {
        return "opportunity.summariseRepair";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        var summary = summarising.end(input.roundId());
        return new Output(summary.stays(), summary.returned(), summary.lost());
    }
}
