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
import dev.baton.workbench.RecordScope.Access;
import java.util.ArrayList;
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
    private final Map<String, RecordScope> scopes = new HashMap<>();

    AnsweringTask(
            Inbox inbox,
            Staff staff,
            AuditTrail audit,
            TransactionTemplate transaction,
            List<UserTaskRule> rules,
            List<RecordScope> scopes) {
        this.inbox = inbox;
        this.staff = staff;
        this.audit = audit;
        this.transaction = transaction;
        rules.forEach(rule -> rule.processIds().forEach(process -> this.rules.put(process, rule)));
        scopes.forEach(scope -> scope.processIds().forEach(process -> this.scopes.put(process, scope)));
        if (!this.scopes.keySet().containsAll(this.rules.keySet())) {
            throw new IllegalStateException("every process with tasks needs a RecordScope; there are rules for "
                    + this.rules.keySet() + " and scopes for " + this.scopes.keySet());
        }
    }

    /** One page of the caller's open tasks: the first, or the one behind the task that {@code after} names. */
    public List<Inbox.Task> open(Caller caller, @Nullable UUID after) {
        // The page before may have ended with a task that has been answered since; somebody else's was never on it.
        var last = after == null
                ? null
                : inbox.find(after)
                        .filter(task -> isFor(task, caller)
                                || !concerning(List.of(task), caller).isEmpty())
                        .orElseThrow(() -> Refusal.notFound("task-not-found"));
        var groups = groups(caller);
        var page = new ArrayList<Inbox.Task>();
        List<Inbox.Task> found;
        do {
            found = inbox.openFor(caller.id().value(), groups, last, PAGE);
            page.addAll(within(found, caller, Access.ANSWER));
            last = found.isEmpty() ? last : found.getLast();
        } while (found.size() == PAGE && page.size() < PAGE);
        return page.size() > PAGE ? List.copyOf(page.subList(0, PAGE)) : page;
    }

    /** Of these tasks, those whose record lets the caller go this far; one question a module, however many tasks. */
    private List<Inbox.Task> within(List<Inbox.Task> tasks, Caller caller, Access atLeast) {
        var access = new HashMap<UUID, Access>();
        tasks.stream()
                .collect(Collectors.groupingBy(this::scope))
                .forEach((scope, itsTasks) -> access.putAll(scope.access(caller, itsTasks)));
        return tasks.stream()
                .filter(task -> access.getOrDefault(task.id(), Access.NONE).compareTo(atLeast) >= 0)
                .toList();
    }

    /** The caller's open tasks about one record, however many others there are. */
    public List<Inbox.Task> openAbout(UUID recordId, Caller caller) {
        return within(
                inbox.openOf(recordId).stream()
                        .filter(task -> isFor(task, caller))
                        .toList(),
                caller,
                Access.ANSWER);
    }

    /** A task that the caller may see, whatever its state: an open one to answer it, one that has ended to read it. */
    public Inbox.Task find(UUID id, Caller caller) {
        return inbox.find(id)
                .filter(task -> isFor(task, caller))
                .filter(task -> isWithin(task, caller))
                .orElseThrow(() -> Refusal.notFound("task-not-found"));
    }

    private boolean isWithin(Inbox.Task task, Caller caller) {
        var atLeast = task.state() == Inbox.State.OPEN ? Access.ANSWER : Access.SEE;
        return !within(List.of(task), caller, atLeast).isEmpty();
    }

    private RecordScope scope(Inbox.Task task) {
        var scope = scopes.get(task.processId());
        if (scope == null) {
            throw new IllegalStateException("no module knows the records of " + task.processId());
        }
        return scope;
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
                var entry = rule(task).trail(task);
                var completion = inbox.complete(
                        task.id(),
                        caller.id().value(),
                        checked,
                        () -> entry.ifPresent(trail -> writeDown(trail, "task.answered", task, checked, caller)));
                switch (completion) {
                    case Inbox.Completion.Done done -> {}
                    case Inbox.Completion.Pending pending -> {}
                    case Inbox.Completion.AlreadyDone already -> throw taken(already.by());
                    case Inbox.Completion.Gone gone -> {
                        if (gone.answered()) {
                            entry.ifPresent(trail -> transaction.executeWithoutResult(
                                    status -> writeDown(trail, "task.overtaken", task, Map.of(), caller)));
                        }
                        throw Refusal.conflict("task-taken-by-deadline", Map.of());
                    }
                }
            }
        }
    }

    private void writeDown(
            UserTaskRule.Trail trail, String action, Inbox.Task task, Map<String, Object> answer, Caller caller) {
        audit.record(AuditTrail.Entry.by(
                caller,
                trail.kind(),
                trail.id(),
                action,
                Map.of("task", task.elementId()),
                answer,
                trail.region(),
                PersonId.orNull(trail.owner())));
    }

    /**
     * Of these tasks, those that are the caller's own or of a group that the caller works in or leads, taken or not, and
     * whose record the caller may see.
     */
    public List<Inbox.Task> concerning(List<Inbox.Task> tasks, Caller caller) {
        var groups = groups(caller);
        return within(
                tasks.stream()
                        .filter(task -> caller.id().value().equals(task.assignee())
                                || groups.stream().anyMatch(task.candidateGroups()::contains))
                        .toList(),
                caller,
                Access.SEE);
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
