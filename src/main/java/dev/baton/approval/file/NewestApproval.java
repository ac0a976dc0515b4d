package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest approval of a kind that a deal has, with the facts that it is bound to.
 *
 * @param steps the keys of the steps that were asked for, in their order
 */
public record NewestApproval(
        UUID id,
        ApprovalKind kind,
        ApprovalsOfDeal.Outcome outcome,
        Instant openedAt,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable UUID contractId,
        BigDecimal amount,
        String currency,
        BigDecimal discount,
        @Nullable String contractType,
        @Nullable String customerType,
        List<String> steps) {}
