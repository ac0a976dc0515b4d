package dev.baton.greenchannel.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.TellingRequester;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_tellRequester} and {@code serviceTask_tellUnanswered}: Tell requester. */
@Component
class TellRequesterWorker implements StepWorker<TellRequesterWorker.Input, Void> {

    record Input(UUID greenChannelId) {}

    private final TellingRequester telling;

    TellRequesterWorker(TellingRequester telling) {
        this.telling = telling;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        telling.tell(input.greenChannelId());
        return null;
    }
}
