package dev.baton.contract;

import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Legal works in Baton: an approval lies with them while a step of theirs is open. */
@Component
class OwnLegalQueue implements LegalQueue {

    private final ApprovalFile file;
    private final KeepingContract contracts;

    OwnLegalQueue(ApprovalFile file, KeepingContract contracts) {
        this.file = file;
        this.contracts = contracts;
    }

    @Override
    public Optional<Item> pending(UUID approvalId) {
        return file.find(approvalId)
                .filter(Approval::open)
                .filter(approval ->
                        approval.openStep().filter(Approval.Step::legal).isPresent())
                .map(approval -> new Item(Stream.of(
                                Stream.of(approval.movedAt()),
                                file.questions(approvalId).stream().map(ApprovalFile.Question::askedAt),
                                file.questions(approvalId).stream()
                                        .map(ApprovalFile.Question::answeredAt)
                                        .filter(at -> at != null),
                                Optional.ofNullable(approval.contractId()).flatMap(contracts::find).stream()
                                        .map(KeepingContract.Contract::changedAt))
                        .flatMap(times -> times)
                        .max(Comparator.naturalOrder())
                        .orElse(approval.openedAt())));
    }
}
