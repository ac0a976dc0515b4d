package dev.baton.lead.file;

import dev.baton.staff.PersonId;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after a lead now, and since when. Its number grows each time the lead changes hands and never comes back, so
 * that whatever was asked of one assignment cannot reach the next.
 */
@Embeddable
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class Assignment {

    private int assignmentNumber;
    private @Nullable UUID ownerId;
    private @Nullable String assignedBy;
    private @Nullable UUID takenFrom;
    private @Nullable UUID movedBy;
    private @Nullable Instant firstAssignedAt;
    private @Nullable Instant assignedAt;
    private @Nullable Instant openedAt;

    void begin(PersonId owner, String by, Instant at, @Nullable ReassignmentRequest asked) {
        assignmentNumber++;
        takenFrom = asked == null ? null : ownerId;
        movedBy = asked == null || asked.by() == null ? null : asked.by().value();
        ownerId = owner.value();
        assignedBy = by;
        assignedAt = at;
        if (firstAssignedAt == null) {
            firstAssignedAt = at;
        }
        openedAt = null;
    }

    void end() {
        assignmentNumber++;
        takenFrom = null;
        movedBy = null;
        ownerId = null;
        assignedBy = null;
        assignedAt = null;
        openedAt = null;
    }

    /** True when this was the first look of the present owner. */
    public boolean openedBy(PersonId person, Instant at) {
        if (!person.value().equals(ownerId) || openedAt != null) {
            return false;
        }
        openedAt = at;
        return true;
    }

    public int number() {
        return assignmentNumber;
    }

    public @Nullable PersonId owner() {
        return ownerId == null ? null : new PersonId(ownerId);
    }

    /** The owner before, where somebody passed the lead on by hand. */
    public @Nullable PersonId takenFrom() {
        return takenFrom == null ? null : new PersonId(takenFrom);
    }

    public @Nullable PersonId movedBy() {
        return movedBy == null ? null : new PersonId(movedBy);
    }

    public @Nullable Instant assignedAt() {
        return assignedAt;
    }

    public @Nullable Instant openedAt() {
        return openedAt;
    }
}
