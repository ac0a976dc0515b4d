package dev.baton.lead;

import dev.baton.engine.Inbox;
import dev.baton.lead.LeadScope.Sight;
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
            LeadQueries.Details lead,
            Sight sight,
            boolean mine,
            Optional<Inbox.Task> task,
            @Nullable Instant undoUntil) {}

    private final LeadScope scope;
    private final Leads leads;
    private final LeadQueries queries;
    private final NotingFirstLook opening;
    private final ReassigningLead reassigning;
    private final Inbox inbox;

    ShowingLead(
            LeadScope scope,
            Leads leads,
            LeadQueries queries,
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

    private LeadQueries.Details found(LeadId id) {
        return queries.find(id).orElseThrow(() -> Refusal.notFound("lead-not-found"));
    }
}
