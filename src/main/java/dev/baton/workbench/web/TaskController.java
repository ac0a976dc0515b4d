package dev.baton.workbench.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.DeployedResource;
import dev.baton.engine.DeployedResources;
import dev.baton.engine.Inbox;
import dev.baton.engine.ProcessRecords;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import dev.baton.workbench.AnsweringTask;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tasks")
class TaskController {

    @Schema(name = "PersonRef")
    record Assignee(PersonId id, String name) {}

    @Schema(name = "Task")
    record Line(
            UUID id,
            String elementId,
            String title,
            String recordKind,
            UUID recordId,
            String recordName,
            @Nullable String formId,
            @Nullable Instant dueAt,
            @Nullable Assignee assignee,
            boolean claimable,
            Instant createdAt) {}

    @Schema(name = "TaskDetail")
    record Whole(
            @JsonUnwrapped Line task,
            @JsonRawValue @Schema(type = "object") String schema,
            Map<String, Object> variables,
            Inbox.State state) {}

    record Answer(@Nullable Map<String, Object> variables) {}

    private final AnsweringTask answering;
    private final ProcessRecords records;
    private final DeployedResources resources;
    private final Staff staff;
    private final MessageSource messages;

    TaskController(
            AnsweringTask answering,
            ProcessRecords records,
            DeployedResources resources,
            Staff staff,
            MessageSource messages) {
        this.answering = answering;
        this.records = records;
        this.resources = resources;
        this.staff = staff;
        this.messages = messages;
    }

    @GetMapping
    List<Line> open(
            @RequestParam(required = false) @Nullable UUID recordId,
            @RequestParam(required = false) @Nullable UUID after,
            Caller caller,
            Locale locale) {
        var tasks = recordId == null ? answering.open(caller, after) : answering.openAbout(recordId, caller);
        var subjects = answering.subjects(tasks);
        return tasks.stream()
                .map(task -> line(task, subjects.getOrDefault(task.id(), ""), locale))
                .toList();
    }

    @GetMapping("/{id}")
    Whole show(@PathVariable UUID id, Caller caller, Locale locale) {
        var task = answering.find(id, caller);
        var schema = form(task).map(DeployedResource::content).orElse("{\"type\":\"default\",\"components\":[]}");
        return new Whole(
                line(task, answering.rule(task).subject(task), locale),
                schema,
                FormText.safe(schema, answering.rule(task).formData(task)),
                task.state());
    }

    @PostMapping("/{id}/claim")
    void claim(@PathVariable UUID id, Caller caller) {
        answering.claim(id, caller);
    }

    @PostMapping("/{id}/complete")
    void complete(@PathVariable UUID id, @RequestBody Answer answer, Caller caller) {
        answering.answer(id, answer.variables() == null ? Map.of() : answer.variables(), caller);
    }

    private Line line(Inbox.Task task, String subject, Locale locale) {
        return new Line(
                task.id(),
                task.elementId(),
                Words.of(messages, "task." + task.elementId(), task.elementId(), locale),
                String.valueOf(records.kind(task.processId())),
                task.recordId(),
                subject,
                form(task).map(DeployedResource::resourceId).orElse(null),
                task.dueAt(),
                assignee(task.assignee()),
                task.assignee() == null && task.state() == Inbox.State.OPEN,
                task.createdAt());
    }

    private java.util.Optional<DeployedResource> form(Inbox.Task task) {
        return task.formKey() == null
                ? java.util.Optional.empty()
                : resources.byKey(DeployedResource.Kind.FORM, task.formKey());
    }

    private @Nullable Assignee assignee(@Nullable UUID id) {
        return id == null
                ? null
                : new Assignee(
                        new PersonId(id),
                        staff.find(new PersonId(id)).map(Person::name).orElse("?"));
    }
}
