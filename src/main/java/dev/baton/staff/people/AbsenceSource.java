package dev.baton.staff.people;

import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Where absences come from, and whether that can be believed now; there is one. */
@Entity
@Table(name = "absence_source")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class AbsenceSource {

    @Id
    private boolean id;

    private boolean healthy;
    private @Nullable Instant lastGoodAt;
    private Instant changedAt;
    private @Nullable UUID changedBy;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected AbsenceSource() {}

    void report(boolean good, PersonId by, Instant now) {
        healthy = good;
        changedAt = now;
        changedBy = by.value();
        if (good) {
            lastGoodAt = now;
        }
    }
}
