package dev.baton.approval.vote;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.DealTerms;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens approvals for tests and goes on in them, as the steps of their process would. */
@TestComponent
public class ApprovalFixtures {

    private static final AtomicLong INSTANCES = new AtomicLong(9_000_000_000_000L);

    private final OpeningApproval opening;
    private final CallingApprovers calling;
    private final Approvals file;
    private final TransactionTemplate transaction;

    ApprovalFixtures(
            OpeningApproval opening, CallingApprovers calling, Approvals file, TransactionTemplate transaction) {
        this.opening = opening;
        this.calling = calling;
        this.file = file;
        this.transaction = transaction;
    }

    /** What a deal of that size asks for. */
    public static AwaitedApprovals.Awaited asked(ApprovalKind kind, UUID deal, Person owner, String amount) {
        return asked(kind, deal, owner, amount, "CNY", "standard", null);
    }

    public static AwaitedApprovals.Awaited asked(
            ApprovalKind kind,
            UUID deal,
            Person owner,
            String amount,
            String currency,
            String variant,
            @Nullable PersonId requestedBy) {
        var terms = new DealTerms(
                deal,
                "华东机械的商机",
                owner.id(),
                owner.region(),
                "enterprise",
                new BigDecimal(amount),
                currency,
                BigDecimal.ZERO,
                null,
                variant);
        return new AwaitedApprovals.Awaited(kind, terms, requestedBy == null ? owner.id() : requestedBy);
    }

    /** Opened, with the first step called. */
    public Approval open(AwaitedApprovals.Awaited asked) {
        var opened = opened(asked);
        call(opened);
        return read(opened);
    }

    /** Opened, with nobody called yet. */
    Approval opened(AwaitedApprovals.Awaited asked) {
        var instance = INSTANCES.incrementAndGet();
        transaction.executeWithoutResult(status -> opening.open(asked, instance));
        return file.ofInstance(instance).orElseThrow();
    }

    /** The same step once more. */
    public void openAgain(AwaitedApprovals.Awaited asked, Approval approval) {
        transaction.executeWithoutResult(status -> opening.open(asked, approval.instance()));
    }

    public CallingApprovers.Called call(Approval approval) {
        return transaction.execute(status -> calling.call(approval.instance()));
    }

    public Approval read(Approval approval) {
        return file.find(approval.id()).orElseThrow();
    }
}
