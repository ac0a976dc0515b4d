package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadMoved;
import dev.baton.lead.owner.OfferingToPool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_offerToPool}: Offer to pool. */
@Component
class OfferToPoolWorker implements StepWorker<OfferToPoolWorker.Input, OfferingToPool.Offered> {

    record Input(
            LeadId leadId,
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

    private final OfferingToPool offering;

    OfferToPoolWorker(OfferingToPool offering) {
        this.offering = offering;
    }

    @Override
    public OfferingToPool.Offered work(Input input, Step step) {
        return offering.offer(input.leadId(), input.routed(step));
    }
}
