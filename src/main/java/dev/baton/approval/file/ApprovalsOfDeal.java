package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/** Answers what has been approved for a deal, from the votes on file and never from what a process says. */
@NamedInterface("deals")
public interface ApprovalsOfDeal {

    /** How far one approval has come. */
    @NamedInterface("deals")
    enum Outcome {
        OPEN,
        APPROVED,
        DECLINED,
        WITHDRAWN
    }

    /** How far one step of an approval has come. */
    @NamedInterface("deals")
    enum StepState {
        WAITING,
        OPEN,
        APPROVED,
        DECLINED,
        /** Left out by a green channel. */
        SKIPPED
    }

    /** @param reason why it was declined or withdrawn, in the words of whoever did it */
    @NamedInterface("deals")
    record Result(
            UUID id,
            ApprovalKind kind,
            Outcome outcome,
            Instant openedAt,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    /**
     * One approval as a page about a deal shows it.
     *
     * @param contractId the contract it is about; null for a quote
     * @param notices codes of what was not as the tables say, for example {@code EMPTY_CHAIN}
     */
    @NamedInterface("deals")
    record View(
            UUID id,
            ApprovalKind kind,
            Outcome outcome,
            @Nullable UUID contractId,
            String title,
            Instant openedAt,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            List<String> notices,
            List<StepView> steps) {}

    /** @param needed how many of the approvers have to approve */
    @NamedInterface("deals")
    record StepView(
            UUID id,
            String key,
            String name,
            StepState state,
            int needed,
            @Nullable Instant dueAt,
            List<Seat> seats) {}

    /**
     * One approver's place in a step.
     *
     * @param insteadOf whose place it is, where a deputy took it, and {@code because} the code of the reason
     * @param vote {@code approve} or {@code decline}; null while it is awaited
     */
    @NamedInterface("deals")
    record Seat(
            PersonId person,
            String name,
            @Nullable String insteadOf,
            @Nullable String because,
            @Nullable String vote,
            @Nullable String comment,
            @Nullable Instant votedAt) {}

    /** The newest approval of a kind, whatever came of it. */
    Optional<Result> latest(UUID dealId, ApprovalKind kind);

    /** All approvals of a deal, newest first. */
    List<View> of(UUID dealId);

    /** The deals in whose approvals a person has a voice: what lets legal and finance see them. */
    Set<UUID> dealsConcerning(PersonId person);

    /** Calls off what is still open for a deal, for example because it was lost; joins the caller's transaction. */
    void withdraw(UUID dealId, PersonId by, String reason);
}
