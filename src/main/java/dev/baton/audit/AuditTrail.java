package dev.baton.audit;

import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was done to deals, contracts, evidence, and by exports and deletions. An entry is written in the
 * transaction of the act: there is no act without its entry and no entry without its act.
 */
public interface AuditTrail {

    /** Where it came from, address and program, is taken from the request that is being answered, if there is one. */
    void record(Entry entry);

    /**
     * @param subjectKind what it was done to, for example {@code deal}; {@code audit.kind.<subjectKind>} is its name
     * @param subjectId absent where it was no single record
     * @param action what was done, for example {@code deal.returned}; {@code audit.action.<action>} is its name
     * @param by absent where a process acted
     * @param byName as it was at that moment: people are renamed and leave
     * @param before the fields that were touched, as they were; empty where there was nothing
     * @param after the same fields as they are now; empty where nothing is left
     * @param region where the record was: its supervisors may read the entry
     * @param owner whose record it was
     */
    record Entry(
            String subjectKind,
            @Nullable UUID subjectId,
            String action,
            @Nullable PersonId by,
            String byName,
            Map<String, ?> before,
            Map<String, ?> after,
            @Nullable String region,
            @Nullable PersonId owner) {

        /** What somebody did. */
        public static Entry by(
                Caller caller,
                String subjectKind,
                @Nullable UUID subjectId,
                String action,
                Map<String, ?> before,
                Map<String, ?> after,
                @Nullable String region,
                @Nullable PersonId owner) {
            return new Entry(subjectKind, subjectId, action, caller.id(), caller.name(), before, after, region, owner);
        }

        /** What a process did by itself. */
        public static Entry byProcess(
                String subjectKind,
                @Nullable UUID subjectId,
                String action,
                Map<String, ?> before,
                Map<String, ?> after,
                @Nullable String region,
                @Nullable PersonId owner) {
            return new Entry(subjectKind, subjectId, action, null, "process", before, after, region, owner);
        }
    }
}
