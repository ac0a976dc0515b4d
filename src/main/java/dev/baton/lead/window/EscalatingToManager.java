package dev.baton.lead.window;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Calls the manager in at the multiple of the window that the table names: level 3, which nobody can mute (C-06). */
@Component
public class EscalatingToManager implements DeadlineAction {

    private final Leads leads;
    private final Deadlines deadlines;
    private final Clock clock;

    EscalatingToManager(Leads leads, Deadlines deadlines, Clock clock) {
        this.leads = leads;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * True for the first timer of a round: the manager gets one task, however often the timer fires, and also when the
     * watchdog was faster and has told them already.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean escalate(LeadId id, int round, Deadlines.Actor actor) {
        var lead = leads.change(id);
        if (!deadlines.act(id.value(), round, kind(), actor) || lead.round() != round) {
            return actor == Deadlines.Actor.TIMER
                    && lead.round() == round
                    && deadlines.followWatchdog(id.value(), round, kind());
        }
        lead.escalate(clock.instant());
        leads.save(lead);
        return true;
    }

    @Override
    public String kind() {
        return LeadResponse.Deadlines.MANAGER;
    }

    @Override
    public Optional<Behind> behind(UUID recordId) {
        return leads.findById(recordId)
                .filter(lead -> lead.status() == LeadStatus.ASSIGNED && !lead.isBeingMoved())
                .map(Lead::processInstance)
                .map(instance -> new Behind(instance, LeadResponse.Elements.ESCALATE_TO_MANAGER));
    }

    @Override
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        escalate(new LeadId(recordId), round, actor);
    }
}
