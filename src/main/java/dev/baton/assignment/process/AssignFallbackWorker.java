package dev.baton.assignment.process;

import dev.baton.assignment.AssigningFallback;
import dev.baton.assignment.ListingCandidates.Place;
import dev.baton.assignment.Routing;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AssignFallbackWorker implements StepWorker<AssignFallbackWorker.Input, AssignFallbackWorker.Output> {

    record Input(
            LeadId leadId,
            int round,
            @Nullable UUID decisionId,
            String fallbackReason,
            @Nullable String regionRoute,
            @Nullable String businessLine,
            @Nullable Map<String, Object> sizeRoute,
            @Nullable List<Map<String, Object>> routingSteps) {}

    record Output(PersonId ownerId, String assignedBy) {}

    private final AssigningFallback assigning;

    AssignFallbackWorker(AssigningFallback assigning) {
        this.assigning = assigning;
    }

    @Override
    public String jobType() {
        return "assignment.assignFallback";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        var owner = assigning.assign(
                input.leadId(),
                input.round(),
                input.decisionId(),
                input.fallbackReason(),
                new Routing(input.regionRoute(), input.businessLine(), input.sizeRoute(), input.routingSteps()),
                new Place(step.processInstanceKey(), step.processDefinitionKey(), step.processVersion()));
        return new Output(owner, "FALLBACK");
    }
}
