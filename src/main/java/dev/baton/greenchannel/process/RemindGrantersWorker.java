package dev.baton.greenchannel.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.RemindingGranters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RemindGrantersWorker implements StepWorker<RemindGrantersWorker.Input, Void> {

    record Input(UUID greenChannelId, int level) {}

    private final RemindingGranters reminding;

    RemindGrantersWorker(RemindingGranters reminding) {
        this.reminding = reminding;
    }

    @Override
    public String jobType() {
        return "greenchannel.remindGranters";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.act(input.greenChannelId(), input.level(), Deadlines.Actor.TIMER);
        return null;
    }
}
