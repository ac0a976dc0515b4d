package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.audit.AuditTrail;
import dev.baton.engine.Messages;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
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

    static final String WITHDRAWN = "approval.withdrawn";

    private final Approvals file;
    private final Messages messages;
    private final AuditTrail audit;
    private final Staff staff;
    private final Clock clock;

    StoredApprovals(Approvals file, Messages messages, AuditTrail audit, Staff staff, Clock clock) {
        this.file = file;
        this.messages = messages;
        this.audit = audit;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public Optional<Result> latest(UUID dealId, ApprovalKind kind) {
        return file.ofDeal(dealId).stream()
                .filter(approval -> approval.kind() == kind)
                .findFirst()
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
        return file.dealsConcerning(person);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(UUID dealId, @Nullable PersonId by, String reason) {
        for (var open : file.ofDeal(dealId)) {
            var approval = file.hold(open.id()).filter(Approval::open);
            if (approval.isPresent()) {
                file.decide(open.id(), Outcome.WITHDRAWN, by, reason, clock.instant());
                messages.publish(WITHDRAWN, open.id().toString(), open.id() + ":withdrawn", Map.of());
                audit.record(new AuditTrail.Entry(
                        AuditedApproval.KIND,
                        open.id(),
                        "approval.withdrawn",
                        by,
                        by == null
                                ? "process"
                                : staff.find(by).map(Person::name).orElse("?"),
                        Map.of("outcome", Outcome.OPEN.name()),
                        Map.of("outcome", Outcome.WITHDRAWN.name(), "reason", reason),
                        open.region(),
                        open.owner()));
            }
        }
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

    private static StepView view(Approval.Step step, Locale language) {
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
