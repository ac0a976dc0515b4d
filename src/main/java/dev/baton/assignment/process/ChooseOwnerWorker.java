package dev.baton.assignment.process;

import dev.baton.assignment.ChoosingOwner;
import dev.baton.assignment.Weight;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code serviceTask_chooseOwner}: Choose owner. */
@Component
class ChooseOwnerWorker implements StepWorker<ChooseOwnerWorker.Input, ChooseOwnerWorker.Output> {

    record Input(LeadId leadId, UUID decisionId, List<Weight> weights) {}

    record Output(PersonId ownerId, String assignedBy) {}

    private final ChoosingOwner choosing;

    ChooseOwnerWorker(ChoosingOwner choosing) {
        this.choosing = choosing;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(choosing.choose(input.leadId(), input.decisionId(), input.weights()), "RULE");
    }
}
