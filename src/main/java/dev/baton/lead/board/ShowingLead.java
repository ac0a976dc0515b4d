package dev.baton.lead.board;

import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.file.LeadScope.Sight;
import dev.baton.lead.file.Leads;
import dev.baton.lead.owner.ReassigningLead;
import dev.baton.lead.window.NotingFirstLook;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows a lead as far as somebody may see it. The owner's first look is noted, for it stops the second reminder (LR-02):
 * that is the one thing that reading writes.
 */
@Component
public class ShowingLead {

    /**
     * A lead before somebody's eyes.
     *
     * @param undoUntil until when the reader may take back having passed the lead on; null where there is nothing to undo
     */
    public record Look(
            LeadDetails lead,
            Sight sight,
            boolean mine,
            Optional<Inbox.Task> task,
            @Nullable Instant undoUntil) {}

    /** When a lead came, and from where: the first line of its history. */
    public record Arrival(Instant at, String source) {}

    private final LeadScope scope;
    private final Leads leads;
    private final LeadDetailQueries queries;
    private final NotingFirstLook opening;
    private final ReassigningLead reassigning;
    private final Inbox inbox;

    ShowingLead(
            LeadScope scope,
            Leads leads,
            LeadDetailQueries queries,
            NotingFirstLook opening,
            ReassigningLead reassigning,
            Inbox inbox) {
        this.scope = scope;
        this.leads = leads;
        this.queries = queries;
        this.opening = opening;
        this.reassigning = reassigning;
        this.inbox = inbox;
    }

    public Look show(LeadId id, Caller caller) {
        var sight = scope.require(caller, id, Sight.POOL);
        var lead = found(id);
        var mine = lead.owner() != null && lead.owner().id().equals(caller.id());
        if (mine && lead.openedAt() == null && lead.status() == LeadStatus.ASSIGNED) {
            opening.opened(id, caller.id());
            lead = found(id);
        }
        var task = inbox.openOf(id.value()).stream()
                .filter(open -> caller.id().value().equals(open.assignee())
                        || (open.assignee() == null && open.elementId().equals(LeadResponse.Tasks.CLAIM)))
                .findFirst();
        var undoUntil = sight == Sight.SUPERVISE
                ? leads.findById(id.value())
                        .flatMap(record -> reassigning.undoableUntil(record, caller.id()))
                        .orElse(null)
                : null;
        return new Look(sight == Sight.POOL ? lead.masked() : lead, sight, mine, task, undoUntil);
    }

    public Arrival arrival(Caller caller, LeadId id) {
        scope.require(caller, id, Sight.READ);
        var lead = found(id);
        return new Arrival(lead.receivedAt(), lead.source());
    }

    /** The instance that works on it; null before the first does. */
    public @Nullable Long instance(Caller caller, LeadId id) {
        scope.require(caller, id, Sight.READ);
        return found(id).processInstanceKey();
    }

    private LeadDetails found(LeadId id) {
        return queries.find(id).orElseThrow(() -> Refusal.notFound("lead-not-found"));
    }
}
