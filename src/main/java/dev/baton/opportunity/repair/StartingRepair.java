package dev.baton.opportunity.repair;

import dev.baton.engine.Inbox;
import dev.baton.engine.Messages;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts a look at every stuck deal; the process {@code stuck-deals} asks about them one by one (SG-11). */
@Component
public class StartingRepair {

    /** What the audit trail and the workbench call a round and its deals. */
    public static final String RECORD_KIND = "deal-repair";

    /** A round without an open question for so long was cancelled in the engine. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(1);

    private final StuckDeals stuck;
    private final RepairRounds rounds;
    private final Repairs repairs;
    private final Inbox inbox;
    private final DwellPolicy dwell;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StartingRepair(
            StuckDeals stuck,
            RepairRounds rounds,
            Repairs repairs,
            Inbox inbox,
            DwellPolicy dwell,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.stuck = stuck;
        this.rounds = rounds;
        this.repairs = repairs;
        this.inbox = inbox;
        this.dwell = dwell;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Must not run inside a transaction: two who start at once are told apart by the database. */
    @Transactional(propagation = Propagation.NEVER)
    public UUID start(Caller caller) {
        var deals = stuck.of(caller);
        if (deals.isEmpty()) {
            throw Refusal.conflict("nothing-stuck", Map.of());
        }
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                var now = clock.instant();
                endCancelled(caller, now);
                var due = dwell.due(DwellPolicy.Limit.REPAIR, "", "", now);
                var round = rounds.save(new RepairRound(caller, deals.size(), now, due))
                        .id();
                rounds.flush();
                for (var i = 0; i < deals.size(); i++) {
                    repairs.save(new Repair(round, i + 1, deals.get(i)));
                }
                messages.publish(
                        StuckDealsDiagram.Messages.REPAIR_ASKED,
                        round.toString(),
                        StuckDealsDiagram.Messages.REPAIR_ASKED + ":" + round,
                        Map.of(
                                "roundId",
                                round.toString(),
                                "askedBy",
                                caller.id().toString()));
                return round;
            }));
        } catch (DataIntegrityViolationException another) {
            throw Refusal.conflict("repair-running", Map.of());
        }
    }

    private void endCancelled(Caller caller, Instant now) {
        if (inbox.openAt(StuckDealsDiagram.PROCESS, StuckDealsDiagram.Tasks.CONFIRM_STATE, 1)
                .isEmpty()) {
            rounds.findOpenForUpdate(now.minus(GIVEN_UP_AFTER)).ifPresent(round -> {
                round.giveUp(caller, now);
                rounds.save(round);
                rounds.flush();
            });
        }
    }
}
