package dev.baton.greenchannel;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pays a debt with the explanation that was written for it, however late it is (B6-08). */
@Component
public class PayingDebt {

    private final ExceptionDebts debts;
    private final GreenChannelTasks tasks;
    private final Inbox inbox;
    private final Deadlines deadlines;
    private final Clock clock;

    PayingDebt(ExceptionDebts debts, GreenChannelTasks tasks, Inbox inbox, Deadlines deadlines, Clock clock) {
        this.debts = debts;
        this.tasks = tasks;
        this.inbox = inbox;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** False where the task was completed without an explanation that counts: it comes back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean pay(UUID id, long processInstance) {
        var debt = debts.change(id);
        var answer = inbox.newestAnswer(id, processInstance, GreenChannelDiagram.Tasks.EXPLAIN);
        var explanation = answer.flatMap(given -> tasks.explanation(debt, given.by(), given.variables()));
        if (explanation.isEmpty()) {
            return debt.isPaid();
        }
        if (debt.pay(new PersonId(answer.orElseThrow().by()), explanation.get(), clock.instant())) {
            debts.save(debt);
            deadlines.close(id, GreenChannelDeadlines.DEBT_ROUND, GreenChannelDeadlines.OF_A_DEBT);
        }
        return true;
    }
}
