package dev.baton.greenchannel.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.TellingRequester;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class TellRequesterWorker implements StepWorker<TellRequesterWorker.Input, Void> {

    record Input(UUID greenChannelId) {}

    private final TellingRequester telling;

    TellRequesterWorker(TellingRequester telling) {
        this.telling = telling;
    }

    @Override
    public String jobType() {
        return "greenchannel.tellRequester";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        telling.tell(input.greenChannelId());
        return null;
    }
}
