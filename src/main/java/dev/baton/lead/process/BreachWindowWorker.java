package dev.baton.lead.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.window.BreachingWindow;
import org.springframework.stereotype.Component;

/** {@code serviceTask_breachWindow}: Breach window. */
@Component
class BreachWindowWorker implements StepWorker<BreachWindowWorker.Input, BreachWindowWorker.Output> {

    record Input(LeadId leadId, int round) {}

    record Output(boolean opened) {}

    private final BreachingWindow breaching;

    BreachWindowWorker(BreachingWindow breaching) {
        this.breaching = breaching;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(breaching.breach(input.leadId(), input.round(), Deadlines.Actor.TIMER));
    }
}
