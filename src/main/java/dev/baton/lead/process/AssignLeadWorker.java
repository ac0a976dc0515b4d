package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadMoved;
import dev.baton.lead.owner.AssigningLead;
import dev.baton.lead.window.WindowRule;
import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_assignLead}: Assign lead. */
@Component
class AssignLeadWorker implements StepWorker<AssignLeadWorker.Input, AssigningLead.Started> {

    record Input(
            LeadId leadId,
            PersonId ownerId,
            String assignedBy,
            @Nullable WindowRule window,
            @Nullable String regionRoute,
            @Nullable String businessLine,
            @Nullable Map<String, Object> sizeRoute,
            @Nullable List<Map<String, Object>> routingSteps,
            @Nullable String region,
            @Nullable String source,
            @Nullable String industry,
            @Nullable String companySize) {

        LeadMoved.Routed routed(Step step) {
            return new LeadMoved.Routed(
                    regionRoute,
                    businessLine,
                    sizeRoute,
                    routingSteps,
                    region,
                    source,
                    industry,
                    companySize,
                    step.processInstanceKey(),
                    step.processDefinitionKey(),
                    step.processVersion());
        }
    }

    private final AssigningLead handingOver;

    AssignLeadWorker(AssigningLead handingOver) {
        this.handingOver = handingOver;
    }

    @Override
    public AssigningLead.Started work(Input input, Step step) {
        return handingOver.handOver(
                input.leadId(), input.ownerId(), input.assignedBy(), input.window(), input.routed(step));
    }
}
