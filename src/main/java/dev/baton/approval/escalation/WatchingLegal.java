package dev.baton.approval.escalation;

import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalDeadlines;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks whether a contract moves while it lies with legal. The next look is due when the limit is over for the last
 * movement that is known, so it never comes too late: whatever moved meanwhile moves the look (SW-05).
 */
@Component
public class WatchingLegal implements DeadlineAction {

    private static final Logger LOG = LoggerFactory.getLogger(WatchingLegal.class);

    /** @param legalCheckAt when to look again; in the past where it has stood too long */
    public record Watched(boolean legalStands, Instant legalCheckAt, int legalRound) {}

    private final Approvals file;
    private final LegalQueue queue;
    private final OwnLegalQueue own;
    private final CallingHeadOfLegal calling;
    private final TimeLimits limits;
    private final Deadlines deadlines;
    private final Clock clock;

    WatchingLegal(
            Approvals file,
            LegalQueue queue,
            OwnLegalQueue own,
            CallingHeadOfLegal calling,
            TimeLimits limits,
            Deadlines deadlines,
            Clock clock) {
        this.file = file;
        this.queue = queue;
        this.own = own;
        this.calling = calling;
        this.limits = limits;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Watched watch(long instance) {
        var approval = file.held(instance);
        if (approval.legalRound() > 0) {
            deadlines.act(approval.id(), approval.legalRound(), kind(), Deadlines.Actor.TIMER);
        }
        var moved = movedAt(approval);
        var due = limits.due(TimeLimits.Limit.LEGAL_QUEUE, moved.orElse(clock.instant()));
        if (moved.isPresent() && !due.isAfter(clock.instant())) {
            return new Watched(true, due, approval.legalRound());
        }
        var round = approval.nextLegalRound();
        deadlines.open(approval.id(), round, Map.of(kind(), due));
        return new Watched(false, due, round);
    }

    @Override
    public String kind() {
        return ApprovalDeadlines.LEGAL;
    }

    /** The timer did not come: if the contract stands, the head of legal hears of it all the same. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var approval = file.hold(recordId).orElseThrow();
        if (!deadlines.act(recordId, round, kind(), actor) || !approval.open()) {
            return;
        }
        var stands = movedAt(approval)
                .map(moved -> limits.due(TimeLimits.Limit.LEGAL_QUEUE, moved))
                .filter(due -> !due.isAfter(clock.instant()))
                .isPresent();
        if (stands) {
            calling.call(approval);
        }
    }

    @Override
    public Optional<Behind> behind(UUID recordId) {
        return calling.behind(recordId);
    }

    private Optional<Instant> movedAt(Approval approval) {
        try {
            return queue.pending(approval.id()).map(LegalQueue.Item::movedAt);
        } catch (LegalQueue.Unreachable e) {
            LOG.warn("The legal system does not answer for approval {}: {}", approval.id(), e.getMessage());
            approval.notice(Chain.LEGAL_QUEUE_AWAY);
            return own.pending(approval.id()).map(LegalQueue.Item::movedAt);
        }
    }
}
