package dev.baton.lead.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.OfferingToPool;
import org.springframework.stereotype.Component;

/** {@code serviceTask_offerToPool}: Offer to pool. */
@Component
class OfferToPoolWorker implements StepWorker<OfferToPoolWorker.Input, OfferingToPool.Offered> {

    record Input(LeadId leadId) {}

    private final OfferingToPool offering;

    OfferToPoolWorker(OfferingToPool offering) {
        this.offering = offering;
    }

    @Override
    public OfferingToPool.Offered work(Input input, Step step) {
        return offering.offer(input.leadId());
    }
}
