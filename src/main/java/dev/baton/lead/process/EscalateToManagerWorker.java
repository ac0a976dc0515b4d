package dev.baton.lead.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.window.EscalatingToManager;
import org.springframework.stereotype.Component;

/** {@code serviceTask_escalateToManager}: Escalate to manager. */
@Component
class EscalateToManagerWorker implements StepWorker<EscalateToManagerWorker.Input, EscalateToManagerWorker.Output> {

    record Input(LeadId leadId, int round) {}

    record Output(boolean managerTaskNeeded) {}

    private final EscalatingToManager escalating;

    EscalateToManagerWorker(EscalatingToManager escalating) {
        this.escalating = escalating;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(escalating.escalate(input.leadId(), input.round(), Deadlines.Actor.TIMER));
    }
}
