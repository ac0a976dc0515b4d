package dev.baton.greenchannel;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the superiors hear of an explanation that was not given in time; it is owed all the same (SW-09). */
@Component
public class EscalatingDebt implements DeadlineAction {

    /** A debt is owed once. */
    public static final int ROUND = GreenChannelDeadlines.DEBT_ROUND;

    private final ExceptionDebts debts;
    private final Deadlines deadlines;
    private final Clock clock;

    EscalatingDebt(ExceptionDebts debts, Deadlines deadlines, Clock clock) {
        this.debts = debts;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return GreenChannelDeadlines.UNEXPLAINED;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var debt = debts.change(recordId);
        if (deadlines.act(recordId, round, kind(), actor) && debt.escalate(clock.instant())) {
            debts.save(debt);
        }
    }
}
