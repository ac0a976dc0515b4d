package dev.baton.greenchannel.process;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.EscalatingDebt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class EscalateDebtWorker implements StepWorker<EscalateDebtWorker.Input, Void> {

    record Input(UUID greenChannelId) {}

    private final EscalatingDebt escalating;

    EscalateDebtWorker(EscalatingDebt escalating) {
        this.escalating = escalating;
    }

    @Override
    public String jobType() {
        return "greenchannel.escalateDebt";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        escalating.act(input.greenChannelId(), EscalatingDebt.ROUND, Deadlines.Actor.TIMER);
        return null;
    }
}
