package dev.baton.assignment.web;

import dev.baton.assignment.ExplainingDecision;
import dev.baton.assignment.ReplayingDecision;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.file.LeadScope.Sight;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class AssignmentController {

    private final LeadScope scope;
    private final ExplainingDecision explaining;
    private final ReplayingDecision replaying;

    AssignmentController(LeadScope scope, ExplainingDecision explaining, ReplayingDecision replaying) {
        this.scope = scope;
        this.explaining = explaining;
        this.replaying = replaying;
    }

    @GetMapping("/leads/{id}/assignments")
    List<ExplainingDecision.Explanation> assignments(@PathVariable UUID id, Caller caller) {
        var lead = new LeadId(id);
        return scope.require(caller, lead, Sight.POOL) == Sight.SUPERVISE
                ? explaining.explain(lead)
                : explaining.explainTo(caller.id(), lead);
    }

    @PostMapping("/assignments/{id}/replay")
    ReplayingDecision.Replay replay(@PathVariable UUID id, Caller caller) {
        if (!caller.has(Role.PROCESS_OWNER)) {
            mustSupervise(caller, replaying.leadOf(id));
        }
        return replaying.replay(id);
    }

    /** The decision about a lead out of sight does not exist either. */
    private void mustSupervise(Caller caller, LeadId lead) {
        try {
            scope.require(caller, lead, Sight.SUPERVISE);
        } catch (Refusal refused) {
            throw refused.kind() == Refusal.Kind.NOT_FOUND ? Refusal.notFound("assignment-not-found") : refused;
        }
    }
}
