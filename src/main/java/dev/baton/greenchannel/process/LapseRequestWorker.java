package dev.baton.greenchannel.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.LapsingRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_lapseRequest}: Lapse request. */
@Component
class LapseRequestWorker implements StepWorker<LapseRequestWorker.Input, Void> {

    record Input(UUID greenChannelId) {}

    private final LapsingRequest lapsing;

    LapseRequestWorker(LapsingRequest lapsing) {
        this.lapsing = lapsing;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        lapsing.lapse(input.greenChannelId());
        return null;
    }
}
