package dev.baton.lead.file;

import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By when a new lead should be answered, for whom it is meant, and when its process was let begin. */
@Embeddable
@SuppressWarnings("UnusedVariable") // its order is made by queries
class Admission {

    private @Nullable Instant answerBy;

    private @Nullable Instant admittedAt;

    @Column(name = "keeper_id")
    private @Nullable UUID keeperId;

    /** For JPA. */
    protected Admission() {}

    Admission(@Nullable Instant answerBy, @Nullable PersonId keeper) {
        this.answerBy = answerBy;
        this.keeperId = keeper == null ? null : keeper.value();
    }

    /** True for the first time. */
    boolean admit(Instant at) {
        if (admittedAt != null) {
            return false;
        }
        admittedAt = at;
        return true;
    }

    @Nullable
    PersonId keeper() {
        return PersonId.orNull(keeperId);
    }
}
