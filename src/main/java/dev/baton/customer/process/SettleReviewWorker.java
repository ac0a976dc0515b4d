package dev.baton.customer.process;

import dev.baton.customer.review.SettlingReview;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code serviceTask_settleReview}: Settle review. */
@Component
class SettleReviewWorker implements StepWorker<SettleReviewWorker.Input, SettlingReview.Settled> {

    record Input(UUID proposalId) {}

    private final SettlingReview settling;

    SettleReviewWorker(SettlingReview settling) {
        this.settling = settling;
    }

    @Override
    public SettlingReview.Settled work(Input input, Step step) {
        return settling.settle(input.proposalId(), step.processInstanceKey());
    }
}
