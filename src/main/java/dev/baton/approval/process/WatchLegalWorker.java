package dev.baton.approval.process;

import dev.baton.approval.escalation.WatchingLegal;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class WatchLegalWorker implements StepWorker<WatchLegalWorker.Input, WatchingLegal.Watched> {

    record Input(UUID dealId) {}

    private final WatchingLegal watching;

    WatchLegalWorker(WatchingLegal watching) {
        this.watching = watching;
    }

    @Override
    public String jobType() {
        return "approval.watchLegal";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public WatchingLegal.Watched work(Input input, Step step) {
        return watching.watch(step.processInstanceKey());
    }
}
