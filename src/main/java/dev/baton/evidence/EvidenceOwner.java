package dev.baton.evidence;

import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The module whose records carry evidence; one for each kind of record. */
public interface EvidenceOwner {

    /** For example {@code deal}. */
    String recordKind();

    /** Refuses as not found whoever may not know of the record. */
    void mustSee(Caller caller, UUID recordId);

    /** Refuses whoever may not add, explain or delete evidence of the record; whoever sees it may, unless overridden. */
    default void mustChange(Caller caller, UUID recordId) {
        mustSee(caller, recordId);
    }

    /** What a file of this kind has to be and to say. Refuses an unknown stage or kind, naming those that exist. */
    Expectation expectation(UUID recordId, String stage, String kind);

    /** Whose record it is: the audit trail shows its entries to the same people. */
    Belonging belonging(UUID recordId);

    /** What people call the record; empty where it has no name, or there is none. */
    default Optional<String> name(UUID recordId) {
        return Optional.empty();
    }

    /**
     * Whether one file may prove two kinds of things of one record. Not unless its tables say so: a signed list of
     * requirements is no budget mail (SG-04).
     */
    default boolean mayServeBoth(UUID recordId, String stage, String kind, String otherStage, String otherKind) {
        return false;
    }

    /** What people call a kind of evidence, in the language of whoever asks. */
    default String kindName(UUID recordId, String stage, String kind) {
        return kind;
    }

    /** Region and person that a record belongs to. */
    record Belonging(@Nullable String region, @Nullable PersonId owner) {}
}
