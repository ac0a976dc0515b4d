package dev.baton.engine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a module knows of the instances that its unfinished records live in; one for each process that has such. */
public interface InstancesOfRecords {

    /** @param key of the instance; 0 where the record should have one and has none */
    record Instance(UUID recordId, long key) {

        public static Instance of(UUID recordId, @Nullable Long key) {
            return new Instance(recordId, keyOf(key));
        }

        /** As a record keeps it. */
        public static long keyOf(@Nullable Long key) {
            return key == null ? 0 : key;
        }
    }

    String processId();

    /** Those of the unfinished records behind the given id, in the order of ids. */
    List<Instance> open(UUID after, int limit);

    /** The one of this record; empty where it needs none, or none any more. */
    Optional<Instance> of(UUID recordId);

    /** Gives a record whose instance is gone a new one where it stands; does nothing where an instance runs. Not inside a transaction. */
    void startAgain(UUID recordId, UUID by);
}
