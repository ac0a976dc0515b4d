package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.OfferingToPool;
import org.springframework.stereotype.Component;

@Component
class OfferToPoolWorker implements StepWorker<OfferToPoolWorker.Input, OfferingToPool.Offered> {

    record Input(LeadId leadId) {}

    private final OfferingToPool offering;

    OfferToPoolWorker(OfferingToPool offering) {
        this.offering = offering;
    }

    @Override
    public String jobType() {
        return "lead.offerToPool";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public OfferingToPool.Offered work(Input input, Step step) {
        return offering.offer(input.leadId());
    }
}
