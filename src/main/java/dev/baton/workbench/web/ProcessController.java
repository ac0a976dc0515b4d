package dev.baton.workbench.web;

import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.engine.Inbox;
import dev.baton.engine.Incidents;
import dev.baton.engine.ProcessRecords;
import dev.baton.engine.Whereabouts;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.workbench.AnsweringTask;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The diagram as it is deployed, with what stands where in it; incidents and their next chance. */
@RestController
@RequestMapping("/api")
class ProcessController {

    @Schema(name = "DeployedProcess")
    record Deployed(String processId, String name, int version, Instant deployedAt, long active, long incidents) {}

    record Map(String processId, int version, Instant deployedAt, String bpmnXml, List<Whereabouts.Count> counts) {}

    /** Id and name are null for what is outside the caller's scope: it counts, and that is all. */
    @Schema(name = "ElementInstance")
    record Standing(
            @Nullable String recordKind,
            @Nullable UUID recordId,
            @Nullable String name,
            Instant since,
            @Nullable Instant dueAt) {}

    @Schema(name = "Incident")
    record Incident(
            UUID id,
            Incidents.Kind kind,
            @Nullable String recordKind,
            @Nullable UUID recordId,
            String processId,
            String elementId,
            @Nullable String jobType,
            String reason,
            Instant at) {}

    private final DeployedResources resources;
    private final Whereabouts whereabouts;
    private final ProcessRecords records;
    private final Inbox inbox;
    private final Incidents incidents;
    private final AnsweringTask answering;

    ProcessController(
            DeployedResources resources,
            Whereabouts whereabouts,
            ProcessRecords records,
            Inbox inbox,
            Incidents incidents,
            AnsweringTask answering) {
        this.resources = resources;
        this.whereabouts = whereabouts;
        this.records = records;
        this.inbox = inbox;
        this.incidents = incidents;
        this.answering = answering;
    }

    /** Every process that is deployed, by its name in the diagram. */
    @GetMapping("/processes")
    List<Deployed> processes() {
        var totals = whereabouts.totals();
        return resources.latest(DeployedResource.Kind.PROCESS).stream()
                .map(diagram -> {
                    var total = totals.getOrDefault(diagram.resourceId(), Whereabouts.Total.NONE);
                    return new Deployed(
                            diagram.resourceId(),
                            DiagramName.of(diagram),
                            diagram.version(),
                            diagram.deployedAt(),
                            total.active(),
                            total.incidents());
                })
                .toList();
    }

    @GetMapping("/processes/{id}")
    Map map(@PathVariable String id) {
        var diagram = resources
                .latest(DeployedResource.Kind.PROCESS, id)
                .orElseThrow(() -> Refusal.notFound("process-not-found"));
        return new Map(
                diagram.resourceId(),
                diagram.version(),
                diagram.deployedAt(),
                diagram.content(),
                whereabouts.counts(id));
    }

    @GetMapping("/processes/{id}/elements/{elementId}")
    List<Standing> standing(@PathVariable String id, @PathVariable String elementId, Caller caller) {
        var open = inbox.openAt(id, elementId, 100);
        var shown = Set.copyOf(answering.concerning(open, caller));
        return open.stream()
                .map(task -> shown.contains(task)
                        ? new Standing(
                                records.kind(task.processId()),
                                task.recordId(),
                                answering.rule(task).subject(task),
                                task.createdAt(),
                                task.dueAt())
                        : new Standing(null, null, null, task.createdAt(), task.dueAt()))
                .toList();
    }

    @GetMapping("/incidents")
    List<Incident> incidents() {
        return incidents.open(200).stream()
                .map(incident -> new Incident(
                        incident.id(),
                        incident.kind(),
                        records.kind(incident.processId()),
                        incident.recordId(),
                        incident.processId(),
                        incident.elementId(),
                        incident.jobType(),
                        incident.reason(),
                        incident.raisedAt()))
                .toList();
    }

    @PostMapping("/incidents/{id}/retry")
    void retry(@PathVariable UUID id, Caller caller) {
        incidents.retry(
                incidents.find(id).orElseThrow(() -> Refusal.notFound("incident-not-found")),
                caller.id().value(),
                caller.name());
    }
}
