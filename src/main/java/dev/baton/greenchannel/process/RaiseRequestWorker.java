package dev.baton.greenchannel.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.RaisingRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class RaiseRequestWorker implements StepWorker<RaiseRequestWorker.Input, RaiseRequestWorker.Output> {

    record Input(UUID greenChannelId, int level) {}

    record Output(int level) {}

    private final RaisingRequest raising;

    RaiseRequestWorker(RaisingRequest raising) {
        this.raising = raising;
    }

    @Override
    public String jobType() {
        return "greenchannel.raiseRequest";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(raising.raise(input.greenChannelId(), input.level()));
    }
}
