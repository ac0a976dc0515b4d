package dev.baton.engine;

import dev.baton.shared.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a module has to say about the user tasks of its processes; every process has one rule. */
public interface UserTaskRule {

    /** Whose trail an answer goes on. */
    record Trail(
            String kind,
            UUID id,
            @Nullable String region,
            @Nullable UUID owner) {}

    Set<String> processIds();

    /** What the task is about, in a few words. */
    String subject(Inbox.Task task);

    /** The same for many tasks at once, by the id of the task. */
    default Map<UUID, String> subjects(List<Inbox.Task> tasks) {
        return tasks.stream().collect(Collectors.toMap(Inbox.Task::id, this::subject));
    }

    /** The same where a task is about its record, and the record has a name. */
    static Map<UUID, String> namesOf(List<Inbox.Task> tasks, Function<List<UUID>, List<Named>> records) {
        var names = records.apply(tasks.stream().map(Inbox.Task::recordId).toList()).stream()
                .collect(Collectors.toMap(Named::getId, Named::getName));
        return tasks.stream()
                .collect(Collectors.toMap(Inbox.Task::id, task -> names.getOrDefault(task.recordId(), "")));
    }

    /** Values that the task's form starts with. */
    Map<String, Object> formData(Inbox.Task task);

    /**
     * Checks an answer as the gate in the diagram will, so that a person learns at once what is missing.
     *
     * @return the variables that the process gets
     * @throws dev.baton.shared.Refusal naming the field and the remedy
     */
    Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables);

    /**
     * Where it is written down who answered and from where; the step behind the task knows only who. Empty where the
     * module writes that down itself.
     */
    default Optional<Trail> trail(Inbox.Task task) {
        return Optional.empty();
    }

    /** Whether taking the task is already the answer. */
    default boolean claimIsAnswer(Inbox.Task task) {
        return false;
    }
}
