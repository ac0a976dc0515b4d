package dev.baton.opportunity.process;

import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.stage.AnsweringBlocker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code serviceTask_answerBlocker}: Answer blocker. */
@Component
class AnswerBlockerWorker implements StepWorker<AnswerBlockerWorker.Input, AnswerBlockerWorker.Output> {

    record Input(DealId dealId, AnsweringBlocker.@Nullable Answer blocker) {}

    /** The answer is cleared, so that the next question is not answered by it. */
    record Output(AnsweringBlocker.@Nullable Answer blocker) {}

    private final AnsweringBlocker answering;

    AnswerBlockerWorker(AnsweringBlocker answering) {
        this.answering = answering;
    }

    @Override
    public Output work(Input input, Step step) {
        answering.answer(input.dealId(), input.blocker(), step.processInstanceKey());
        return new Output(null);
    }
}
