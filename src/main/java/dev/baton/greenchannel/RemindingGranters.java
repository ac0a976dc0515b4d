package dev.baton.greenchannel;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reminds whoever may answer a request that it waits. */
@Component
public class RemindingGranters implements DeadlineAction {

    private final GreenChannelRecords records;
    private final Granters granters;
    private final Deadlines deadlines;
    private final GreenChannelNotices notices;

    RemindingGranters(
            GreenChannelRecords records, Granters granters, Deadlines deadlines, GreenChannelNotices notices) {
        this.records = records;
        this.granters = granters;
        this.deadlines = deadlines;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return GreenChannelDeadlines.ANSWER_SOON;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var it = records.change(recordId);
        if (deadlines.act(recordId, round, kind(), actor) && it.isOpen() && it.level() == round) {
            notices.tell(granters.people(it), it, GreenChannelNotices.WAITS, it.answerDueAt());
        }
    }
}
