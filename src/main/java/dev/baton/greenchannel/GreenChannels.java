package dev.baton.greenchannel;

import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one way to skip something: asked for, granted by somebody entitled, and explained afterwards (SW-09, B6-08). */
public interface GreenChannels {

    /** What the exception is about; the figures decide who may grant it. */
    record Subject(
            @Nullable UUID dealId,
            String name,
            @Nullable PersonId owner,
            @Nullable String region,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}

    /**
     * @param fromStep and {@code toStep} the stages of a {@link Purpose#STAGE_JUMP}
     * @param steps the keys of the steps that a {@link Purpose#SKIP_APPROVAL} leaves out
     * @param evidence the proof of a stage jump
     */
    record Request(
            Purpose purpose,
            Subject subject,
            @Nullable String fromStep,
            @Nullable String toStep,
            List<String> steps,
            String reason,
            List<UUID> evidence,
            PersonId by) {}

    /** A grant that has not been used. */
    record Grant(
            UUID id,
            Purpose purpose,
            @Nullable String fromStep,
            @Nullable String toStep,
            List<String> steps,
            PersonId grantedBy,
            Instant grantedAt) {}

    /** Where a debt stands. */
    enum DebtState {
        /** The explanation is owed. */
        OPEN,
        /** The explanation is overdue, and the superiors know. */
        ESCALATED,
        /** The explanation is there. */
        PAID
    }

    /**
     * An exception that was granted before it was explained.
     *
     * @param skipped the keys of what was left out
     * @param overdueWorkingDays working days since the due date, up to the payment; 0 while it is not overdue
     * @param interest {@code overdueWorkingDays} times the daily rate of the table when it was granted
     */
    record Debt(
            UUID id,
            @Nullable UUID dealId,
            String name,
            @Nullable String region,
            Purpose purpose,
            List<String> skipped,
            String reason,
            PersonId debtor,
            String debtorName,
            String grantedByName,
            Instant grantedAt,
            Instant dueAt,
            DebtState state,
            @Nullable Instant paidAt,
            @Nullable String explanation,
            long overdueWorkingDays,
            BigDecimal interest) {}

    /**
     * Asks for an exception; the process {@code green-channel} takes it from there. Joins the caller's transaction.
     *
     * @throws dev.baton.shared.Refusal when the request names nothing to skip, gives no reason, or a jump has no proof
     */
    UUID request(Request request);

    /**
     * The newest unused grant that covers exactly this: for a {@link Purpose#STAGE_JUMP} the two stages, for a {@link
     * Purpose#SKIP_APPROVAL} the stage that asked and the key of the step that is left out.
     */
    Optional<Grant> granted(UUID dealId, Purpose purpose, String fromStep, String toStep);

    /**
     * The unused {@link Purpose#SKIP_APPROVAL} grants of a deal, oldest first: an approval leaves out exactly the steps
     * that they name, and uses each of them up with {@link #use} when it does.
     */
    List<Grant> skips(UUID dealId);

    /** Uses a grant up; joins the caller's transaction. False when it has been used or never was. */
    boolean use(UUID grantId);

    /** The debts in the caller's scope, unpaid ones first, oldest due date first. */
    List<Debt> debts(Caller caller);
}
