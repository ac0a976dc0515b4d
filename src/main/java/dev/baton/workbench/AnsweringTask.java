package dev.baton.workbench;

import dev.baton.audit.AuditTrail;
import dev.baton.engine.Inbox;
import dev.baton.engine.UserTaskRule;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.CandidateGroups;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a person take and answer tasks that are theirs; everybody else learns that there is no such task. */
@Component
public class AnsweringTask {

    /** Who gets fewer has seen them all. */
    static final int PAGE = 200;

    private final Inbox inbox;
    private final Staff staff;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Map<String, UserTaskRule> rules = new HashMap<>();

    AnsweringTask(
            Inbox inbox, Staff staff, AuditTrail audit, TransactionTemplate transaction, List<UserTaskRule> rules) {
        this.inbox = inbox;
        this.staff = staff;
        this.audit = audit;
        this.transaction = transaction;
        rules.forEach(rule -> rule.processIds().forEach(process -> this.rules.put(process, rule)));
    }

    /** One page of the caller's open tasks: the first, or the one behind the task that {@code after} names. */
    public List<Inbox.Task> open(Caller caller, @Nullable UUID after) {
        var last = after == null ? null : inbox.find(after).orElseThrow(() -> Refusal.notFound("task-not-found"));
        return inbox.openFor(caller.id().value(), groups(caller), last, PAGE);
    }

    /** The caller's open tasks about one record, however many others there are. */
    public List<Inbox.Task> openAbout(UUID recordId, Caller caller) {
        return inbox.openOf(recordId).stream()
                .filter(task -> isFor(task, caller))
                .toList();
    }

    /** A task that the caller may see, whatever its state. */
    public Inbox.Task find(UUID id, Caller caller) {
        return inbox.find(id).filter(task -> isFor(task, caller)).orElseThrow(() -> Refusal.notFound("task-not-found"));
    }

    public UserTaskRule rule(Inbox.Task task) {
        var rule = rules.get(task.processId());
        if (rule == null) {
            throw new IllegalStateException("no module knows the tasks of " + task.processId());
        }
        return rule;
    }

    /** What each of the tasks is about, by the id of the task; one question a module, however many tasks. */
    public Map<UUID, String> subjects(List<Inbox.Task> tasks) {
        var subjects = new HashMap<UUID, String>();
        tasks.stream()
                .collect(Collectors.groupingBy(this::rule))
                .forEach((rule, itsTasks) -> subjects.putAll(rule.subjects(itsTasks)));
        return subjects;
    }

    public void claim(UUID id, Caller caller) {
        var task = find(id, caller);
        if (rule(task).claimIsAnswer(task)) {
            answer(id, Map.of(), caller);
        } else if (!inbox.claim(id, caller.id().value())) {
            throw taken(inbox.find(id).map(Inbox.Task::assignee).orElse(null));
        }
    }

    /** @throws Refusal when the answer lacks something, or when somebody or something was faster */
    public void answer(UUID id, Map<String, Object> variables, Caller caller) {
        answer(find(id, caller), variables, caller);
    }

    /** The same for a caller whom the module of the record has let at it, whoever's task it is. */
    public void answerFor(UUID id, Map<String, Object> variables, Caller caller) {
        answer(inbox.find(id).orElseThrow(() -> Refusal.notFound("task-not-found")), variables, caller);
    }

    private void answer(Inbox.Task task, Map<String, Object> variables, Caller caller) {
        switch (task.state()) {
            case COMPLETING, COMPLETED -> throw taken(task.completedBy());
            case GONE -> throw Refusal.conflict("task-taken-by-deadline", Map.of());
            case OPEN -> {
                var checked = rule(task).answer(task, caller.id().value(), variables);
                switch (inbox.complete(task.id(), caller.id().value(), checked)) {
                    case Inbox.Completion.Done done -> writeDown(task, checked, caller);
                    case Inbox.Completion.Pending pending -> writeDown(task, checked, caller);
                    case Inbox.Completion.AlreadyDone already -> throw taken(already.by());
                    case Inbox.Completion.Gone gone -> throw Refusal.conflict("task-taken-by-deadline", Map.of());
                }
            }
        }
    }

    private void writeDown(Inbox.Task task, Map<String, Object> answer, Caller caller) {
        rule(task)
                .trail(task)
                .ifPresent(trail -> transaction.executeWithoutResult(status -> audit.record(AuditTrail.Entry.by(
                        caller,
                        trail.kind(),
                        trail.id(),
                        "task.answered",
                        Map.of("task", task.elementId()),
                        answer,
                        trail.region(),
                        trail.owner() == null ? null : new PersonId(trail.owner())))));
    }

    /** Whether the task is the caller's own or one of a group that the caller works in or leads, taken or not. */
    public boolean concerns(Inbox.Task task, Caller caller) {
        return caller.id().value().equals(task.assignee())
                || groups(caller).stream().anyMatch(task.candidateGroups()::contains);
    }

    private boolean isFor(Inbox.Task task, Caller caller) {
        return caller.id().value().equals(task.assignee())
                || caller.id().value().equals(task.completedBy())
                || ((task.assignee() == null || task.state() != Inbox.State.OPEN)
                        && groups(caller).stream().anyMatch(task.candidateGroups()::contains));
    }

    private List<String> groups(Caller caller) {
        return CandidateGroups.of(caller, staff.regions());
    }

    private Refusal taken(@Nullable UUID by) {
        var name = by == null
                ? "?"
                : staff.find(new PersonId(by)).map(Person::name).orElse("?");
        return Refusal.conflict("task-already-done", Map.of("by", name));
    }
}
