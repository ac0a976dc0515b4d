package dev.baton.approval.process;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.vote.OpeningApproval;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class OpenApprovalWorker implements StepWorker<OpenApprovalWorker.Input, OpeningApproval.Opened> {

    record Input(
            ApprovalKind kind,
            UUID dealId,
            String dealName,
            PersonId ownerId,
            @Nullable String region,
            @Nullable String customerType,
            BigDecimal amount,
            String currency,
            @Nullable BigDecimal discount,
            @Nullable String contractType,
            @Nullable String variant,
            @Nullable PersonId requestedBy) {}

    private final OpeningApproval opening;

    OpenApprovalWorker(OpeningApproval opening) {
        this.opening = opening;
    }

    @Override
    public String jobType() {
        return "approval.openApproval";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public OpeningApproval.Opened work(Input input, Step step) {
        return opening.open(
                new OpeningApproval.Asked(
                        input.kind(),
                        input.dealId(),
                        input.dealName(),
                        input.ownerId(),
                        input.region(),
                        input.customerType(),
                        input.amount(),
                        input.currency(),
                        input.discount(),
                        input.contractType(),
                        input.variant(),
                        input.requestedBy()),
                step.processInstanceKey());
    }
}
