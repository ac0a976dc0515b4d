package dev.baton.lead.window;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadNotices;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.notification.Channel;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reminds the owner inside the application while there is still time: level 1 (F-06). */
@Component
public class RemindingOwner implements DeadlineAction {

    private final Leads leads;
    private final Deadlines deadlines;
    private final LeadNotices notices;

    RemindingOwner(Leads leads, Deadlines deadlines, LeadNotices notices) {
        this.leads = leads;
        this.deadlines = deadlines;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return LeadResponse.Deadlines.FIRST_REMINDER;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var lead = leads.change(new LeadId(recordId));
        var owner = lead.owner();
        if (deadlines.act(recordId, round, kind(), actor)
                && lead.round() == round
                && owner != null
                && lead.openedAt() == null
                && !lead.remindersMuted()) {
            notices.tell(owner, lead, round, "lead.first-reminder", lead.windowDueAt(), List.of(Channel.IN_APP));
        }
    }
}
