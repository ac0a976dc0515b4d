package dev.baton.workbench;

import dev.baton.engine.Inbox;
import dev.baton.staff.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who may do what with the records that the tasks of some processes are about: a task shows its record, so that who may
 * see it is who may see the record, and who may answer it is who may change it (AC-02). The module of the record says it.
 */
public interface RecordScope {

    /** How far somebody may go with the record of a task. */
    enum Access {
        NONE,
        SEE,
        ANSWER
    }

    Set<String> processIds();

    Access access(Caller caller, Inbox.Task task);

    /** The same for many tasks at once, by the id of the task. */
    default Map<UUID, Access> access(Caller caller, List<Inbox.Task> tasks) {
        return tasks.stream().collect(Collectors.toMap(Inbox.Task::id, task -> access(caller, task)));
    }
}
