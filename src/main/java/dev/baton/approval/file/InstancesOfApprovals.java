package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.engine.InstancesOfRecords;
import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionTemplate;

/** The open approvals of one kind; one whose instance is gone is called off, and its deal asks for it again. */
public class InstancesOfApprovals implements InstancesOfRecords {

    private final String processId;
    private final ApprovalKind kind;
    private final Approvals file;
    private final ApprovalsOfDeal approvals;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    public InstancesOfApprovals(
            String processId,
            ApprovalKind kind,
            Approvals file,
            ApprovalsOfDeal approvals,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.processId = processId;
        this.kind = kind;
        this.file = file;
        this.approvals = approvals;
        this.transaction = transaction;
        this.events = events;
    }

    @Override
    public String processId() {
        return processId;
    }

    @Override
    public List<Instance> open(UUID after, int limit) {
        return file.running(kind, after, Limit.of(limit)).stream()
                .map(one -> new Instance(one.getDealId(), one.getProcessInstanceKey()))
                .toList();
    }

    @Override
    public Optional<Instance> of(UUID recordId) {
        return file.ofDeal(recordId).stream()
                .filter(one -> one.kind() == kind && one.open())
                .findFirst()
                .map(one -> new Instance(recordId, one.instance()));
    }

    @Override
    public void startAgain(UUID recordId, UUID by) {
        transaction.executeWithoutResult(
                status -> approvals.withdraw(recordId, new PersonId(by), "流程已重新开始 Started again"));
        events.publishEvent(new ApprovalInstanceLost(recordId, new PersonId(by)));
    }
}
