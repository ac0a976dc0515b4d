package dev.baton.opportunity.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.EnteringStage;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** {@code serviceTask_enterFirstContact} and 6 more like it: Enter first contact and so on. */
@Component
class EnterStageWorker implements StepWorker<EnterStageWorker.Input, EnterStageWorker.Output> {

    record Input(DealId dealId, String stage) {}

    record Output(
            int stageRound,
            Instant stageDueAt,
            Instant freezeAt,
            @JsonUnwrapped DealFacts facts) {}

    private final EnteringStage entering;

    EnterStageWorker(EnteringStage entering) {
        this.entering = entering;
    }

    @Override
    public Output work(Input input, Step step) {
        var entered = entering.enter(input.dealId(), input.stage());
        return new Output(entered.stageRound(), entered.stageDueAt(), entered.freezeAt(), entered.facts());
    }
}
