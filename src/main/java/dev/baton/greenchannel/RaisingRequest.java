package dev.baton.greenchannel;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes a request away from those who did not answer and passes it on to the next level. */
@Component
public class RaisingRequest implements DeadlineAction {

    private final GreenChannelRecords records;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final GreenChannelNotices notices;

    RaisingRequest(GreenChannelRecords records, Deadlines deadlines, Inbox inbox, GreenChannelNotices notices) {
        this.records = records;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return GreenChannelDeadlines.UNANSWERED;
    }

    /** Tells whoever asked that it goes further up. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var it = records.change(recordId);
        if (deadlines.act(recordId, round, kind(), actor) && it.isOpen() && it.level() == round) {
            notices.tell(List.of(it.by()), it, GreenChannelNotices.RAISED, null);
        }
    }

    /** Once, where the watchdog has told them: those of this level are asked no more, and the next are. */
    @Override
    @Transactional
    public Optional<Behind> behind(UUID recordId) {
        return records.findById(recordId)
                .filter(GreenChannel::isOpen)
                .filter(it -> deadlines.followWatchdog(recordId, it.level(), kind()))
                .flatMap(it -> inbox.placeOf(recordId, GreenChannelDiagram.Tasks.GRANT))
                .map(place -> new Behind(
                        place.processInstanceKey(), GreenChannelDiagram.Elements.RAISE, place.elementInstanceKey()));
    }

    /** The level that the request goes to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int raise(UUID id, int level) {
        act(id, level, Deadlines.Actor.TIMER);
        deadlines.close(id, level, GreenChannelDeadlines.OF_AN_ANSWER);
        inbox.withdraw(id, List.of(GreenChannelDiagram.Tasks.GRANT));
        return level + 1;
    }
}
