package dev.baton.lead.window;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the supervisor by DingTalk that a lead has heard nothing for 48 hours (LR-04), unless it is muted (LR-05). */
@Component
public class RemindingSupervisor implements DeadlineAction {

    private final Leads leads;
    private final Deadlines deadlines;

    RemindingSupervisor(Leads leads, Deadlines deadlines) {
        this.leads = leads;
        this.deadlines = deadlines;
    }

    /**
     * True when the supervisor shall get a task: for the first timer of a round on a lead that is not muted, also when
     * the watchdog was faster and has told them already.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remind(LeadId id, int round, Deadlines.Actor actor) {
        var lead = leads.change(id);
        var first = deadlines.act(id.value(), round, kind(), actor);
        if (lead.round() != round || lead.remindersMuted()) {
            return false;
        }
        if (!first) {
            return actor == Deadlines.Actor.TIMER && deadlines.followWatchdog(id.value(), round, kind());
        }
        lead.stall();
        leads.save(lead);
        return true;
    }

    @Override
    public String kind() {
        return LeadResponse.Deadlines.FOLLOW_UP;
    }

    @Override
    public Optional<Behind> behind(UUID recordId) {
        return leads.findById(recordId)
                .filter(lead -> lead.status() == LeadStatus.CONTACTED && !lead.isBeingMoved())
                .map(Lead::processInstance)
                .map(instance -> new Behind(instance, LeadResponse.Elements.REMIND_SUPERVISOR));
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        remind(new LeadId(recordId), round, actor);
    }
}
