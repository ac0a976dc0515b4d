package dev.baton.approval.process;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.vote.OpeningApproval;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code serviceTask_openApproval}: Open approval. */
@Component
class OpenApprovalWorker implements StepWorker<OpenApprovalWorker.Input, OpeningApproval.Opened> {

    /** Which deal, and which approval of it; everything else is read from the record. */
    record Input(ApprovalKind kind, UUID dealId) {}

    private final OpeningApproval opening;

    OpenApprovalWorker(OpeningApproval opening) {
        this.opening = opening;
    }

    @Override
    public OpeningApproval.Opened work(Input input, Step step) {
        return opening.open(input.kind(), input.dealId(), step.processInstanceKey());
    }
}
