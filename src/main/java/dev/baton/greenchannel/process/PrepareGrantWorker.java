package dev.baton.greenchannel.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.PreparingGrant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class PrepareGrantWorker implements StepWorker<PrepareGrantWorker.Input, PrepareGrantWorker.Output> {

    record Input(UUID greenChannelId, int level, PreparingGrant.@Nullable Rule rule) {}

    record Output(@JsonUnwrapped PreparingGrant.Prepared prepared) {}

    private final PreparingGrant preparing;

    PrepareGrantWorker(PreparingGrant preparing) {
        this.preparing = preparing;
    }

    @Override
    public String jobType() {
        return "greenchannel.prepareGrant";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(preparing.prepare(input.greenChannelId(), input.level(), input.rule()));
    }
}
