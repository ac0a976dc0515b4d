package dev.baton.greenchannel.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.RemindingDebtor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RemindDebtorWorker implements StepWorker<RemindDebtorWorker.Input, Void> {

    record Input(UUID greenChannelId) {}

    private final RemindingDebtor reminding;

    RemindDebtorWorker(RemindingDebtor reminding) {
        this.reminding = reminding;
    }

    @Override
    public String jobType() {
        return "greenchannel.remindDebtor";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        reminding.act(input.greenChannelId(), RemindingDebtor.ROUND, Deadlines.Actor.TIMER);
        return null;
    }
}
