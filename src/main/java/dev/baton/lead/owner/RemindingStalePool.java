package dev.baton.lead.owner;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the supervisors about a lead that nobody claimed out of the pool (LA-15). */
@Component
public class RemindingStalePool implements DeadlineAction {

    private final Leads leads;
    private final Deadlines deadlines;

    RemindingStalePool(Leads leads, Deadlines deadlines) {
        this.leads = leads;
        this.deadlines = deadlines;
    }

    @Override
    public String kind() {
        return LeadResponse.Deadlines.POOL;
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var lead = leads.change(new LeadId(recordId));
        if (deadlines.act(recordId, round, LeadResponse.Deadlines.POOL, actor) && lead.round() == round) {
            lead.growStaleInPool();
            leads.save(lead);
        }
    }
}
