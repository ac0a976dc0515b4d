package dev.baton.engine;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has to happen when a deadline of one kind has passed; the worker behind the timer calls the same code. */
public interface DeadlineAction {

    String kind();

    /**
     * Where the engine would be now, had its timer acted.
     *
     * @param element the step behind the timer
     * @param insteadOf what the timer would have ended; null where it ends nothing
     */
    record Behind(
            long processInstanceKey,
            String element,
            @Nullable Long insteadOf) {

        public Behind(long processInstanceKey, String element) {
            this(processInstanceKey, element, null);
        }
    }

    /** The step from which people get a task, where they do: the watchdog starts it, so that the task comes as well. */
    default Optional<Behind> behind(UUID recordId) {
        return Optional.empty();
    }

    /** Runs in a transaction of its own and asks {@link Deadlines#act} whether it is the first. */
    void act(UUID recordId, int round, Deadlines.Actor actor);
}
