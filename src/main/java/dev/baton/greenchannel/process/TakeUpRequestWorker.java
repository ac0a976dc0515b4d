package dev.baton.greenchannel.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.TakingUpRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class TakeUpRequestWorker implements StepWorker<TakeUpRequestWorker.Input, TakeUpRequestWorker.Output> {

    record Input(UUID greenChannelId) {}

    record Output(@JsonUnwrapped TakingUpRequest.TakenUp taken) {}

    private final TakingUpRequest takingUp;

    TakeUpRequestWorker(TakingUpRequest takingUp) {
        this.takingUp = takingUp;
    }

    @Override
    public String jobType() {
        return "greenchannel.takeUpRequest";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(takingUp.takeUp(input.greenChannelId(), step.processInstanceKey()));
    }
}
