package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.engine.Messages;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads approvals for other modules, in the language of whoever asks. */
@Component
public class StoredApprovals implements ApprovalsOfDeal {

    private final Approvals file;
    private final ApprovalQueries queries;
    private final Messages messages;
    private final Clock clock;

    StoredApprovals(Approvals file, ApprovalQueries queries, Messages messages, Clock clock) {
        this.file = file;
        this.queries = queries;
        this.messages = messages;
        this.clock = clock;
    }

    /** The newest of each kind, with the facts that it is bound to. */
    public Map<ApprovalKind, NewestApproval> newest(UUID dealId) {
        return queries.newest(dealId);
    }

    @Override
    public Optional<Result> latest(UUID dealId, ApprovalKind kind) {
        return Optional.ofNullable(newest(dealId).get(kind))
                .map(approval -> new Result(
                        approval.id(),
                        approval.kind(),
                        approval.outcome(),
                        approval.openedAt(),
                        approval.decidedAt(),
                        approval.reason()));
    }

    @Override
    public List<View> of(UUID dealId) {
        return file.ofDeal(dealId).stream().map(StoredApprovals::view).toList();
    }

    @Override
    public Set<UUID> dealsConcerning(PersonId person) {
        return queries.dealsConcerning(person);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(UUID dealId, @Nullable PersonId by, String reason) {
        for (var approval : file.holdOpenOfDeal(dealId)) {
            if (approval.withdraw(by, reason, clock.instant())) {
                file.save(approval);
                messages.publish(
                        ContractApproval.Messages.APPROVAL_WITHDRAWN,
                        approval.id().toString(),
                        approval.id() + ":withdrawn",
                        Map.of());
            }
        }
        file.flush();
    }

    public static View view(Approval approval) {
        var language = LocaleContextHolder.getLocale();
        return new View(
                approval.id(),
                approval.kind(),
                approval.outcome(),
                approval.contractId(),
                approval.title(),
                approval.openedAt(),
                approval.decidedAt(),
                approval.reason(),
                approval.notices(),
                approval.steps().stream().map(step -> view(step, language)).toList());
    }

    private static StepView view(ApprovalStep step, Locale language) {
        return new StepView(
                step.id(),
                step.key(),
                step.name(language),
                step.state(),
                step.needed(),
                step.dueAt(),
                step.seats().stream()
                        .map(seat -> new Seat(
                                seat.person(),
                                seat.name(),
                                seat.insteadOf(),
                                seat.because(),
                                seat.vote(),
                                seat.comment(),
                                seat.votedAt()))
                        .toList());
    }
}
