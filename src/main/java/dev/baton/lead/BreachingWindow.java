package dev.baton.lead;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.notification.Channel;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes that a window has passed without a contact, and reminds the owner by mail, WeCom and SMS unless the lead was
 * opened in time: level 2 (LR-02, F-06b).
 */
@Component
public class BreachingWindow implements DeadlineAction {

    private final Leads leads;
    private final Deadlines deadlines;
    private final LeadNotices notices;
    private final Timeline timeline;
    private final Clock clock;

    BreachingWindow(Leads leads, Deadlines deadlines, LeadNotices notices, Timeline timeline, Clock clock) {
        this.leads = leads;
        this.deadlines = deadlines;
        this.notices = notices;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** True when the owner opened the lead before the window passed: the second reminder is then not due. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean breach(LeadId id, int round, Deadlines.Actor actor) {
        var lead = leads.change(id);
        if (deadlines.act(id.value(), round, kind(), actor) && lead.round() == round) {
            timeline.add(lead, clock.instant(), "WINDOW_BREACHED", null, Map.of("round", round));
        }
        return lead.round() != round || lead.openedAt() != null;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(LeadId id, int round) {
        var lead = leads.change(id);
        var owner = lead.owner();
        if (owner != null && lead.round() == round && lead.status() == LeadStatus.ASSIGNED && !lead.remindersMuted()) {
            notices.tell(
                    owner,
                    lead,
                    round,
                    "lead.window-due",
                    lead.windowDueAt(),
                    List.of(Channel.IN_APP, Channel.MAIL, Channel.WECOM, Channel.SMS));
        }
    }

    @Override
    public String kind() {
        return LeadDeadlines.WINDOW;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        if (!breach(new LeadId(recordId), round, actor)) {
            remind(new LeadId(recordId), round);
        }
    }
}
