package dev.baton.approval.escalation;

import dev.baton.approval.contract.Contract;
import dev.baton.approval.contract.Contracts;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalQuestion;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Legal works in Baton: an approval lies with them while a step of theirs is open. */
@Component
class OwnLegalQueue implements LegalQueue {

    private final Approvals file;
    private final Contracts contracts;

    OwnLegalQueue(Approvals file, Contracts contracts) {
        this.file = file;
        this.contracts = contracts;
    }

    @Override
    public Optional<Item> pending(UUID approvalId) {
        return file.find(approvalId)
                .filter(Approval::open)
                .filter(approval ->
                        approval.openStep().filter(ApprovalStep::legal).isPresent())
                .map(approval -> new Item(Stream.of(
                                Stream.of(approval.movedAt()),
                                file.questions(approvalId).stream().map(ApprovalQuestion::askedAt),
                                file.questions(approvalId).stream()
                                        .map(ApprovalQuestion::answeredAt)
                                        .filter(at -> at != null),
                                Optional.ofNullable(approval.contractId()).flatMap(contracts::findById).stream()
                                        .map(Contract::changedAt))
                        .flatMap(times -> times)
                        .max(Comparator.naturalOrder())
                        .orElse(approval.openedAt())));
    }
}
