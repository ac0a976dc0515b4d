package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.repair.RepairingDeal;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class RepairDealWorker implements StepWorker<RepairDealWorker.Input, RepairDealWorker.Output> {

    record Input(UUID itemId) {}

    record Output(boolean confirmed) {}

    private final RepairingDeal repairing;

    RepairDealWorker(RepairingDeal repairing) {
        this.repairing = repairing;
    }

    @Override
    public String jobType() {
        return "opportunity.repairDeal";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(repairing.repair(input.itemId(), step.processInstanceKey()));
    }
}
