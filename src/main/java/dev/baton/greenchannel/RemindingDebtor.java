package dev.baton.greenchannel;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reminds a debtor that the explanation is due soon. */
@Component
public class RemindingDebtor implements DeadlineAction {

    /** A debt is owed once. */
    public static final int ROUND = GreenChannelDeadlines.DEBT_ROUND;

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final Deadlines deadlines;
    private final GreenChannelNotices notices;

    RemindingDebtor(
            GreenChannelRecords records, ExceptionDebts debts, Deadlines deadlines, GreenChannelNotices notices) {
        this.records = records;
        this.debts = debts;
        this.deadlines = deadlines;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return GreenChannelDeadlines.EXPLAIN_SOON;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var it = records.change(recordId);
        var debt = debts.findById(recordId).orElseThrow();
        if (deadlines.act(recordId, round, kind(), actor) && !debt.isPaid()) {
            notices.tell(List.of(debt.debtor()), it, GreenChannelNotices.DEBT_DUE, debt.dueAt());
        }
    }
}
