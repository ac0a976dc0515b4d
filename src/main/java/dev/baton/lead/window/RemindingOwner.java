package dev.baton.lead.window;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reminds the owner inside the application while there is still time: level 1 (F-06). */
@Component
public class RemindingOwner implements DeadlineAction {

    private final Leads leads;
    private final Deadlines deadlines;

    RemindingOwner(Leads leads, Deadlines deadlines) {
        this.leads = leads;
        this.deadlines = deadlines;
    }

    @Override
    public String kind() {
        return LeadResponse.Deadlines.FIRST_REMINDER;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var lead = leads.change(new LeadId(recordId));
        if (deadlines.act(recordId, round, kind(), actor) && lead.round() == round) {
            lead.remindInTime();
            leads.save(lead);
        }
    }
}
