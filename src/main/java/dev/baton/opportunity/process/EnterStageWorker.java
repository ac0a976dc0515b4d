package dev.baton.opportunity.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.EnteringStage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class EnterStageWorker implements StepWorker<EnterStageWorker.Input, EnterStageWorker.Output> {

    record Input(DealId dealId, String stage, @Nullable String variant) {}

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
    public String jobType() {
        return "opportunity.enterStage";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        var entered = entering.enter(input.dealId(), input.stage(), input.variant());
        return new Output(entered.stageRound(), entered.stageDueAt(), entered.freezeAt(), entered.facts());
    }
}
