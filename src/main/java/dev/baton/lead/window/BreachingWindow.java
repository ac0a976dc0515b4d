package dev.baton.lead.window;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import java.time.Clock;
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
    private final RemindingOverdue reminding;
    private final Clock clock;

    BreachingWindow(Leads leads, Deadlines deadlines, RemindingOverdue reminding, Clock clock) {
        this.leads = leads;
        this.deadlines = deadlines;
        this.reminding = reminding;
        this.clock = clock;
    }

    /** True when the owner opened the lead before the window passed: the second reminder is then not due. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean breach(LeadId id, int round, Deadlines.Actor actor) {
        var lead = leads.change(id);
        if (deadlines.act(id.value(), round, kind(), actor) && lead.round() == round) {
            lead.breachWindow(clock.instant());
            leads.save(lead);
        }
        return lead.round() != round || lead.openedAt() != null;
    }

    @Override
    public String kind() {
        return LeadResponse.Deadlines.WINDOW;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        if (!breach(new LeadId(recordId), round, actor)) {
            reminding.remind(new LeadId(recordId), round);
        }
    }
}
