package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.AssigningLead;
import dev.baton.lead.LeadId;
import dev.baton.lead.WindowRule;
import dev.baton.staff.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AssignLeadWorker implements StepWorker<AssignLeadWorker.Input, AssigningLead.Started> {

    record Input(
            LeadId leadId,
            PersonId ownerId,
            String assignedBy,
            @Nullable WindowRule window) {}

    private final AssigningLead handingOver;

    AssignLeadWorker(AssigningLead handingOver) {
        this.handingOver = handingOver;
    }

    @Override
    public String jobType() {
        return "lead.assignLead";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public AssigningLead.Started work(Input input, Step step) {
        return handingOver.handOver(
                input.leadId(), input.ownerId(), input.assignedBy(), input.window(), step.processInstanceKey());
    }
}
