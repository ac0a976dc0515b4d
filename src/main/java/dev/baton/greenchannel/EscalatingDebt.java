package dev.baton.greenchannel;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the superiors hear of an explanation that was not given in time; it is owed all the same (SW-09). */
@Component
public class EscalatingDebt implements DeadlineAction {

    /** A debt is owed once. */
    public static final int ROUND = GreenChannelDeadlines.DEBT_ROUND;

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final Granters granters;
    private final Deadlines deadlines;
    private final GreenChannelNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    EscalatingDebt(
            GreenChannelRecords records,
            ExceptionDebts debts,
            Granters granters,
            Deadlines deadlines,
            GreenChannelNotices notices,
            AuditTrail audit,
            Clock clock) {
        this.records = records;
        this.debts = debts;
        this.granters = granters;
        this.deadlines = deadlines;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return GreenChannelDeadlines.UNEXPLAINED;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var it = records.change(recordId);
        if (!deadlines.act(recordId, round, kind(), actor) || !debts.escalate(recordId, clock.instant())) {
            return;
        }
        var debt = debts.get(recordId);
        var people = new LinkedHashSet<>(granters.superiorsOf(debt.debtor(), it.region()));
        people.add(debt.debtor());
        notices.tell(people, it, GreenChannelNotices.DEBT_OVERDUE, debt.dueAt());
        audit.record(AuditTrail.Entry.byProcess(
                StoredGreenChannels.KIND,
                recordId,
                "green-channel.debt-escalated",
                Map.of("dueAt", debt.dueAt().toString()),
                Map.of(),
                it.region(),
                it.owner()));
    }
}
