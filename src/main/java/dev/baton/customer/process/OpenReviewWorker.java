package dev.baton.customer.process;

import dev.baton.customer.review.OpeningReview;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code serviceTask_openReview}: Open review. */
@Component
class OpenReviewWorker implements StepWorker<OpenReviewWorker.Input, OpeningReview.Opened> {

    record Input(UUID proposalId) {}

    private final OpeningReview opening;

    OpenReviewWorker(OpeningReview opening) {
        this.opening = opening;
    }

    @Override
    public OpeningReview.Opened work(Input input, Step step) {
        return opening.open(input.proposalId());
    }
}
