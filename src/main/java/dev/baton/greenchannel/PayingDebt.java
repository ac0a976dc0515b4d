package dev.baton.greenchannel;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pays a debt with the explanation that was written for it, however late it is (B6-08). */
@Component
public class PayingDebt {

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final GreenChannelTasks tasks;
    private final Inbox inbox;
    private final Deadlines deadlines;
    private final GreenChannelNotices notices;
    private final AuditTrail audit;
    private final Staff staff;
    private final Clock clock;

    PayingDebt(
            GreenChannelRecords records,
            ExceptionDebts debts,
            GreenChannelTasks tasks,
            Inbox inbox,
            Deadlines deadlines,
            GreenChannelNotices notices,
            AuditTrail audit,
            Staff staff,
            Clock clock) {
        this.records = records;
        this.debts = debts;
        this.tasks = tasks;
        this.inbox = inbox;
        this.deadlines = deadlines;
        this.notices = notices;
        this.audit = audit;
        this.staff = staff;
        this.clock = clock;
    }

    /** False where the task was completed without an explanation that counts: it comes back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean pay(UUID id, long processInstance) {
        var it = records.change(id);
        var debt = debts.get(id);
        var answer = inbox.newestAnswer(id, processInstance, GreenChannelTasks.EXPLAIN);
        var explanation = answer.flatMap(given -> tasks.explanation(debt, given.by(), given.variables()));
        if (explanation.isEmpty()) {
            return debt.isPaid();
        }
        var by = new PersonId(answer.orElseThrow().by());
        if (debts.pay(id, by, explanation.get(), clock.instant())) {
            deadlines.close(id, GreenChannelDeadlines.DEBT_ROUND, GreenChannelDeadlines.OF_A_DEBT);
            notices.tell(List.of(debt.grantedBy()), it, GreenChannelNotices.DEBT_PAID, null);
            audit.record(new AuditTrail.Entry(
                    StoredGreenChannels.KIND,
                    id,
                    "green-channel.explained",
                    by,
                    staff.find(by).map(Person::name).orElse("?"),
                    Map.of("state", debt.state().name()),
                    Map.of("state", GreenChannels.DebtState.PAID.name(), "explanation", explanation.get()),
                    it.region(),
                    it.owner()));
        }
        return true;
    }
}
