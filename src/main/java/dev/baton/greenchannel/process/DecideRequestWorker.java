package dev.baton.greenchannel.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.DecidingRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code serviceTask_decideRequest}: Decide request. */
@Component
class DecideRequestWorker implements StepWorker<DecideRequestWorker.Input, DecideRequestWorker.Output> {

    record Input(UUID greenChannelId) {}

    record Output(@JsonUnwrapped DecidingRequest.Decided decided) {}

    private final DecidingRequest deciding;

    DecideRequestWorker(DecidingRequest deciding) {
        this.deciding = deciding;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(deciding.decide(input.greenChannelId(), step.processInstanceKey()));
    }
}
