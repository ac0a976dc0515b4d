package dev.baton.greenchannel.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.LapsingRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class LapseRequestWorker implements StepWorker<LapseRequestWorker.Input, Void> {

    record Input(UUID greenChannelId) {}

    private final LapsingRequest lapsing;

    LapseRequestWorker(LapsingRequest lapsing) {
        this.lapsing = lapsing;
    }

    @Override
    public String jobType() {
        return "greenchannel.lapseRequest";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        lapsing.lapse(input.greenChannelId());
        return null;
    }
}
