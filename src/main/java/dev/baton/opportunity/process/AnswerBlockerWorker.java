package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.AnsweredBy;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.AnsweringBlocker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AnswerBlockerWorker implements StepWorker<AnswerBlockerWorker.Input, AnswerBlockerWorker.Output> {

    record Input(
            DealId dealId,
            AnsweringBlocker.@Nullable Answer blocker,
            @Nullable AnsweredBy blockedBy) {}

    /** The answer is cleared, so that the next question is not answered by it. */
    record Output(
            AnsweringBlocker.@Nullable Answer blocker,
            @Nullable AnsweredBy blockedBy) {}

    private final AnsweringBlocker answering;

    AnswerBlockerWorker(AnsweringBlocker answering) {
        this.answering = answering;
    }

    @Override
    public String jobType() {
        return "opportunity.answerBlocker";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        answering.answer(input.dealId(), input.blocker(), input.blockedBy());
        return new Output(null, null);
    }
}
