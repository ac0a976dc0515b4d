package dev.baton.greenchannel.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.DecidingRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class DecideRequestWorker implements StepWorker<DecideRequestWorker.Input, DecideRequestWorker.Output> {

    record Input(UUID greenChannelId) {}

    record Output(@JsonUnwrapped DecidingRequest.Decided decided) {}

    private final DecidingRequest deciding;

    DecideRequestWorker(DecidingRequest deciding) {
        this.deciding = deciding;
    }

    @Override
    public String jobType() {
        return "greenchannel.decideRequest";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(deciding.decide(input.greenChannelId(), step.processInstanceKey()));
    }
}
