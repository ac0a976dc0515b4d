package dev.baton.greenchannel;

import dev.baton.shared.Money;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for an exception, as it is on file.
 *
 * @param level how often it has been passed up, from 1 on; 0 before the process has taken it up
 * @param groups whose task it is to answer at this level
 * @param explainDays working days until the explanation is due; 0 where none is owed
 * @param dailyRate points that each working day of delay costs, as the table said when it was granted
 */
record GreenChannel(
        UUID id,
        @Nullable UUID dealId,
        String name,
        @Nullable PersonId owner,
        @Nullable String region,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        Purpose purpose,
        @Nullable String fromStep,
        @Nullable String toStep,
        List<String> steps,
        String reason,
        List<UUID> evidence,
        PersonId by,
        Instant askedAt,
        State state,
        int level,
        List<String> groups,
        @Nullable Instant answerDueAt,
        int explainDays,
        BigDecimal dailyRate,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason,
        @Nullable Instant usedAt) {

    /** How far a request has come. */
    enum State {
        ASKED,
        GRANTED,
        /** The exception has been made; it cannot be made again. */
        USED,
        REFUSED,
        /** Nobody who may answer did. */
        UNANSWERED,
        /** Granted for figures that are no longer those of the deal. */
        VOID
    }

    /** A grant is bound to the figures that it was given on: the same currency, and no more money (C-10). */
    boolean covers(Money now) {
        return amount == null
                || (now.amount().compareTo(amount) <= 0
                        && now.currency().getCurrencyCode().equals(currency));
    }

    boolean isOpen() {
        return state == State.ASKED;
    }

    boolean isGranted() {
        return state == State.GRANTED || state == State.USED;
    }

    /** Approvals are explained afterwards, jumps are proved before (C-10). */
    boolean owesExplanation() {
        return purpose == Purpose.SKIP_APPROVAL;
    }
}
