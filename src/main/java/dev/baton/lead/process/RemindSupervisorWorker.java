package dev.baton.lead.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.lead.LeadId;
import dev.baton.lead.window.RemindingSupervisor;
import org.springframework.stereotype.Component;

/** {@code serviceTask_remindSupervisor}: Remind supervisor. */
@Component
class RemindSupervisorWorker implements StepWorker<RemindSupervisorWorker.Input, RemindSupervisorWorker.Output> {

    record Input(LeadId leadId, int round) {}

    record Output(boolean managerTaskNeeded) {}

    private final RemindingSupervisor reminding;

    RemindSupervisorWorker(RemindingSupervisor reminding) {
        this.reminding = reminding;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(reminding.remind(input.leadId(), input.round(), Deadlines.Actor.TIMER));
    }
}
