package dev.baton.approval.vote;

import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.ApprovalNotices;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.AuditedApproval;
import dev.baton.engine.Deadlines;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes on in the chain as far as the votes on file allow, and says whose votes come next; the decision is written here
 * and nowhere else.
 */
@Component
public class CallingApprovers {

    /** One vote that is awaited. */
    public record Seat(UUID seatId, PersonId personId, String taskGroup) {}

    /** @param stepDueAt when the step is over its time; null when decided */
    public record Called(
            boolean decided,
            List<Seat> seats,
            int stepNo,
            @Nullable Instant stepDueAt) {}

    private final Approvals file;
    private final FindingVoters seating;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final ApprovalNotices notices;
    private final AuditedApproval audit;
    private final Clock clock;

    CallingApprovers(
            Approvals file,
            FindingVoters seating,
            TimeLimits limits,
            Deadlines deadlines,
            ApprovalNotices notices,
            AuditedApproval audit,
            Clock clock) {
        this.file = file;
        this.seating = seating;
        this.limits = limits;
        this.deadlines = deadlines;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Called call(long instance) {
        var approval = file.holdOfInstance(instance).orElseThrow(() -> noApproval(instance));
        if (!approval.open()) {
            return decided();
        }
        for (var step : approval.steps()) {
            switch (step.state()) {
                case SKIPPED, APPROVED -> {}
                case DECLINED -> {
                    return declined(approval, step);
                }
                case WAITING -> {
                    return open(approval, step);
                }
                case OPEN -> {
                    switch (step.ballot()) {
                        case APPROVED -> end(approval, step, ApprovalsOfDeal.StepState.APPROVED);
                        case DECLINED -> {
                            end(approval, step, ApprovalsOfDeal.StepState.DECLINED);
                            return declined(approval, step);
                        }
                        default -> {
                            return turn(approval, step, step.dueAt());
                        }
                    }
                }
            }
        }
        return decide(approval, ApprovalsOfDeal.Outcome.APPROVED, null, null);
    }

    /** Whoever has left or is absent by now is replaced before anybody is asked. */
    private Called open(Approval approval, Approval.Step waiting) {
        reseat(approval, waiting);
        var now = clock.instant();
        var due = limits.workingHours(now, waiting.hours());
        file.openStep(waiting.id(), now, due);
        deadlines.open(approval.id(), waiting.no(), Map.of(ApprovalDeadlines.STEP, due));
        var step = file.find(approval.id()).orElseThrow().step(waiting.no()).orElseThrow();
        return turn(approval, step, due);
    }

    /** Gives the places of those who cannot vote any more to others; a place that nobody can take is dropped. */
    Set<Replaced> reseat(Approval approval, Approval.Step step) {
        var barred = Set.copyOf(new HashSet<>(List.of(approval.requestedBy(), approval.owner())));
        var seated = new HashSet<>(Approval.people(step.seats()));
        var places = step.seats().size();
        var replaced = new HashSet<Replaced>();
        for (var seat : step.awaited()) {
            if (seating.canVote(seat.person())) {
                continue;
            }
            var other = seating.standIn(seat.person(), seat.name(), seat.group(), approval.region(), barred, seated);
            if (other.isPresent()) {
                file.reseat(seat.id(), other.get());
                seated.add(other.get().person());
                replaced.add(new Replaced(seat.person(), other.get().person()));
                audit.record(
                        approval,
                        "approval.reseated",
                        null,
                        Map.of("person", seat.name()),
                        Map.of(
                                "person",
                                other.get().name(),
                                "reason",
                                String.valueOf(other.get().because())));
            } else if (places > 1) {
                file.removeSeat(seat.id());
                places--;
                file.notice(approval.id(), Chain.PLACE_DROPPED);
                if (step.needed() > places) {
                    file.needed(step.id(), places);
                }
            }
        }
        return replaced;
    }

    record Replaced(PersonId from, PersonId to) {}

    private Called turn(Approval approval, Approval.Step step, @Nullable Instant due) {
        var now = clock.instant();
        for (var seat : step.turn()) {
            if (seat.calledAt() == null) {
                file.called(seat.id(), now);
                notices.tell(
                        approval,
                        seat.person(),
                        ApprovalNotices.Node.VOTE_WANTED,
                        seat.id().toString(),
                        "",
                        due);
            }
        }
        return new Called(
                false,
                step.turn().stream()
                        .map(seat -> new Seat(seat.id(), seat.person(), seat.group()))
                        .toList(),
                step.no(),
                due);
    }

    private void end(Approval approval, Approval.Step step, ApprovalsOfDeal.StepState as) {
        file.endStep(step.id(), as, clock.instant());
        deadlines.close(approval.id(), step.no(), List.of(ApprovalDeadlines.STEP));
    }

    private Called declined(Approval approval, Approval.Step step) {
        var declining = step.seats().stream()
                .filter(seat -> Approval.DECLINE.equals(seat.vote()))
                .toList();
        var reason = declining.stream()
                .map(seat -> seat.name() + "：" + seat.comment())
                .collect(Collectors.joining("\n"));
        return decide(
                approval,
                ApprovalsOfDeal.Outcome.DECLINED,
                declining.stream().map(Approval.Seat::person).findFirst().orElse(null),
                reason);
    }

    private Called decide(
            Approval approval, ApprovalsOfDeal.Outcome outcome, @Nullable PersonId by, @Nullable String reason) {
        file.decide(approval.id(), outcome, by, reason, clock.instant());
        audit.record(
                approval,
                "approval.decided",
                null,
                Map.of("outcome", ApprovalsOfDeal.Outcome.OPEN.name()),
                reason == null
                        ? Map.of("outcome", outcome.name())
                        : Map.of("outcome", outcome.name(), "reason", reason));
        return decided();
    }

    private static Called decided() {
        return new Called(true, List.of(), 0, null);
    }

    public static IllegalStateException noApproval(long instance) {
        return new IllegalStateException("no approval belongs to instance " + instance);
    }
}
