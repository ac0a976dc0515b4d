package dev.baton.greenchannel;

import dev.baton.engine.Inbox;
import dev.baton.staff.PersonDisabled;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the explanation that somebody who left still owes to their superiors; the debt keeps its name. */
@Component
class DebtorsWhoLeave {

    private final ExceptionDebts debts;
    private final Inbox inbox;

    DebtorsWhoLeave(ExceptionDebts debts, Inbox inbox) {
        this.debts = debts;
        this.inbox = inbox;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonDisabled event) {
        for (var debt : debts.unpaidOf(event.person().value())) {
            inbox.release(
                    debt, GreenChannelDiagram.Tasks.EXPLAIN, event.person().value());
        }
    }
}
