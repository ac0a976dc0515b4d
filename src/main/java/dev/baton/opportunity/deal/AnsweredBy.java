package dev.baton.opportunity.deal;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.baton.staff.PersonId;
import org.jspecify.annotations.Nullable;

/** Who has completed a task, as far as its variables say; nonsense is nobody, and no fault of the process. */
public record AnsweredBy(@Nullable PersonId person) {

    private static final int LENGTH_OF_ID = 36;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AnsweredBy read(@Nullable Object given) {
        try {
            return new AnsweredBy(given instanceof String id && id.length() == LENGTH_OF_ID ? PersonId.of(id) : null);
        } catch (IllegalArgumentException notAnId) {
            return new AnsweredBy(null);
        }
    }
}
