package dev.baton.greenchannel.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.greenchannel.PayingDebt;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class PayDebtWorker implements StepWorker<PayDebtWorker.Input, PayDebtWorker.Output> {

    record Input(UUID greenChannelId) {}

    record Output(boolean paid) {}

    private final PayingDebt paying;

    PayDebtWorker(PayingDebt paying) {
        this.paying = paying;
    }

    @Override
    public String jobType() {
        return "greenchannel.payDebt";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(paying.pay(input.greenChannelId(), step.processInstanceKey()));
    }
}
