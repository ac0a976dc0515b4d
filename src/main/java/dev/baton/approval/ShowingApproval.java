package dev.baton.approval;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.CallKind;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.RecordDoor;
import dev.baton.approval.file.StoredApprovals;
import dev.baton.engine.Inbox;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows approvals to those who may see the deal, and to whoever has a voice, a question or a call in them. */
@Component
@Transactional(readOnly = true)
public class ShowingApproval {

    private static final int MOST = 200;

    /** Somebody by name. */
    @Schema(name = "PersonRef")
    public record Named(PersonId id, String name) {}

    @Schema(name = "ApprovalQuestion")
    public record Question(
            UUID id,
            Named askedBy,
            Named askedTo,
            String text,
            Instant askedAt,
            Instant dueAt,
            @Nullable Instant nudgedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}

    /** Somebody who was called because it took too long. */
    @Schema(name = "ApprovalCall")
    public record Call(
            CallKind kind,
            String party,
            Named person,
            Instant calledAt,
            Instant dueAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}

    /**
     * What the caller can do.
     *
     * @param taskId the open task in which the caller votes or answers, where there is one
     */
    @Schema(name = "ApprovalRights")
    public record Mine(
            boolean canVote, boolean canAsk, @Nullable UUID taskId) {}

    /**
     * @param noticeTexts the notices in the language of the reader, in the same order
     * @param durationSeconds from opening to decision, or to now while it is open
     */
    @Schema(name = "Approval")
    public record Shown(
            @JsonUnwrapped ApprovalsOfDeal.View approval,
            UUID dealId,
            String dealName,
            BigDecimal amount,
            String currency,
            BigDecimal discount,
            @Nullable String contractType,
            Named owner,
            Named requestedBy,
            List<String> noticeTexts,
            @Nullable Instant overdueAt,
            long durationSeconds,
            List<Question> questions,
            List<Call> calls,
            Mine mine) {}

    private final Approvals file;
    private final RecordDoor door;
    private final Inbox inbox;
    private final Staff staff;
    private final MessageSource messages;
    private final Clock clock;

    ShowingApproval(Approvals file, RecordDoor door, Inbox inbox, Staff staff, MessageSource messages, Clock clock) {
        this.file = file;
        this.door = door;
        this.inbox = inbox;
        this.staff = staff;
        this.messages = messages;
        this.clock = clock;
    }

    public List<Shown> ofDeal(Caller caller, UUID dealId, Locale language) {
        door.mustSee(caller, dealId);
        return file.ofDeal(dealId).stream()
                .map(approval -> shown(approval, caller, language))
                .toList();
    }

    /** Where the caller's vote is awaited now, the most urgent first. */
    public List<Shown> awaiting(Caller caller, Locale language) {
        return file.awaiting(caller.id(), MOST).stream()
                .map(approval -> shown(approval, caller, language))
                .toList();
    }

    public Shown one(Caller caller, UUID id, Locale language) {
        return shown(require(caller, id), caller, language);
    }

    Approval require(Caller caller, UUID id) {
        var approval = file.find(id).orElseThrow(ShowingApproval::notFound);
        if (!concerns(approval, caller.id())) {
            try {
                door.mustSee(caller, approval.dealId());
            } catch (Refusal refusal) {
                throw refusal.kind() == Refusal.Kind.NOT_FOUND ? notFound() : refusal;
            }
        }
        return approval;
    }

    private boolean concerns(Approval approval, PersonId person) {
        return approval.concerns(person)
                || file.questions(approval.id()).stream()
                        .anyMatch(question -> question.askedTo().equals(person))
                || file.calls(approval.id()).stream()
                        .anyMatch(call -> call.person().equals(person));
    }

    private Shown shown(Approval approval, Caller caller, Locale language) {
        var until = approval.decidedAt() == null ? clock.instant() : approval.decidedAt();
        return new Shown(
                StoredApprovals.view(approval),
                approval.dealId(),
                approval.dealName(),
                approval.amount(),
                approval.currency(),
                approval.discount(),
                approval.contractType(),
                named(approval.owner()),
                named(approval.requestedBy()),
                approval.notices().stream()
                        .map(code -> messages.getMessage("approval.notice." + code, null, code, language))
                        .toList(),
                approval.overdueAt(),
                Math.max(0, Duration.between(approval.openedAt(), until).toSeconds()),
                approval.questions().stream()
                        .map(question -> new Question(
                                question.id(),
                                named(question.askedBy()),
                                named(question.askedTo()),
                                question.text(),
                                question.askedAt(),
                                question.dueAt(),
                                question.nudgedAt(),
                                question.answer(),
                                question.answeredAt()))
                        .toList(),
                approval.calls().stream()
                        .map(call -> new Call(
                                call.kind(),
                                call.party(),
                                named(call.person()),
                                call.calledAt(),
                                call.dueAt(),
                                call.answer(),
                                call.answeredAt()))
                        .toList(),
                mine(approval, caller.id()));
    }

    private Mine mine(Approval approval, PersonId person) {
        var canVote = approval.open()
                && approval.openStep()
                        .filter(step -> step.ballot() == ApprovalsOfDeal.StepState.OPEN)
                        .filter(step -> step.turn().stream()
                                .anyMatch(seat -> seat.person().equals(person)))
                        .isPresent();
        var task = inbox.openOf(approval.dealId()).stream()
                .filter(one -> one.processInstanceKey() == approval.instance()
                        && person.value().equals(one.assignee()))
                .map(Inbox.Task::id)
                .findFirst()
                .orElse(null);
        return new Mine(
                canVote,
                approval.open() && approval.kind() == ApprovalKind.CONTRACT && approval.hasVoice(person),
                task);
    }

    private Named named(PersonId person) {
        return new Named(person, staff.find(person).map(Person::name).orElse("?"));
    }

    private static Refusal notFound() {
        return Refusal.notFound("approval-not-found");
    }
}
