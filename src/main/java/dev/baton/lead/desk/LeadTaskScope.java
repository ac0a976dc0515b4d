package dev.baton.lead.desk;

import dev.baton.engine.Inbox;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.file.LeadScope.Sight;
import dev.baton.lead.file.Leads;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import dev.baton.workbench.RecordScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets people at the tasks of the leads that they may see and change: what is in the pool may only be claimed, and a
 * manager's task is for those who may move the lead. One exception: marketing, who know where a lead came from, settle a
 * number that is in doubt, whoever has the lead, for as long as it is.
 */
@Component
class LeadTaskScope implements RecordScope {

    private final Leads leads;
    private final LeadScope scope;

    LeadTaskScope(Leads leads, LeadScope scope) {
        this.leads = leads;
        this.scope = scope;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(LeadResponse.PROCESS);
    }

    @Override
    public Access access(Caller caller, Inbox.Task task) {
        return access(caller, task, leads.findById(task.recordId()).orElse(null));
    }

    @Override
    public Map<UUID, Access> access(Caller caller, List<Inbox.Task> tasks) {
        var found = leads.findAllByIdIn(tasks.stream().map(Inbox.Task::recordId).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Lead::getId, Function.identity()));
        return tasks.stream()
                .collect(Collectors.toMap(Inbox.Task::id, task -> access(caller, task, found.get(task.recordId()))));
    }

    private Access access(Caller caller, Inbox.Task task, @Nullable Lead lead) {
        if (lead == null) {
            return Access.NONE;
        }
        var sight = scope.sight(caller, lead);
        return switch (task.elementId()) {
            case LeadResponse.Tasks.CLAIM -> from(sight, Sight.POOL, Sight.POOL);
            case LeadResponse.Tasks.OVERDUE, LeadResponse.Tasks.STALLED -> from(sight, Sight.SUPERVISE, Sight.READ);
            case LeadResponse.Tasks.REVIEW_PHONE ->
                caller.has(Role.MARKETING) && lead.isNumberInDoubt()
                        ? Access.ANSWER
                        : from(sight, Sight.WORK, Sight.READ);
            default -> from(sight, Sight.WORK, Sight.READ);
        };
    }

    private static Access from(Sight sight, Sight toAnswer, Sight toSee) {
        if (sight.compareTo(toAnswer) >= 0) {
            return Access.ANSWER;
        }
        return sight.compareTo(toSee) >= 0 ? Access.SEE : Access.NONE;
    }
}
