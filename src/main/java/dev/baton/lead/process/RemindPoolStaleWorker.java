package dev.baton.lead.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.OfferingToPool;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RemindPoolStaleWorker implements StepWorker<RemindPoolStaleWorker.Input, Void> {

    record Input(LeadId leadId, int round) {}

    private final OfferingToPool offering;

    RemindPoolStaleWorker(OfferingToPool offering) {
        this.offering = offering;
    }

    @Override
    public String jobType() {
        return "lead.remindPoolStale";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        offering.act(input.leadId().value(), input.round(), Deadlines.Actor.TIMER);
        return null;
    }
}
