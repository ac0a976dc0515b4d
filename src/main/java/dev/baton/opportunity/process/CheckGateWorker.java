package dev.baton.opportunity.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.gate.CheckingGate;
import dev.baton.opportunity.gate.MoveRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_checkFirstContact} and 6 more like it: Check gate. */
@Component
class CheckGateWorker implements StepWorker<CheckGateWorker.Input, CheckGateWorker.Output> {

    /** Who wished it is read from where it was answered. */
    record Input(DealId dealId, String stage, @Nullable MoveRequest wish) {}

    /** The wish is cleared, so that the next task cannot be completed with the words of the last one. */
    record Output(
            boolean decided,
            @Nullable String move,
            @Nullable String toStage,
            List<String> missing,
            @Nullable MoveRequest wish,
            @JsonUnwrapped DealFacts facts) {}

    private final CheckingGate checking;

    CheckGateWorker(CheckingGate checking) {
        this.checking = checking;
    }

    @Override
    public Output work(Input input, Step step) {
        var checked = checking.check(input.dealId(), input.stage(), input.wish(), step);
        return new Output(
                checked.decided(), checked.move(), checked.toStage(), checked.missing(), null, checked.facts());
    }
}
