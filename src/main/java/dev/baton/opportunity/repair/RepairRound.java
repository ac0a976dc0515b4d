package dev.baton.opportunity.repair;

import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A look at every stuck deal, from the moment somebody asked for it; one at a time (SG-11). */
@Entity
@Table(name = "deal_repair_round")
@DynamicUpdate
class RepairRound extends StoredRecord<RepairRound, UUID> {

    /** It has begun, about so many deals. */
    record Started(RepairRound round, Caller by, int deals) {}

    /** Nobody asks anybody about it any more: its process was cancelled in the engine. */
    record GivenUp(RepairRound round, Caller by) {}

    @Id
    private UUID id;

    private UUID askedBy;
    private Instant askedAt;
    private Instant dueAt;
    private @Nullable Instant endedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected RepairRound() {}

    RepairRound(Caller by, int deals, Instant now, Instant due) {
        this.id = Ids.next();
        this.askedBy = by.id().value();
        this.askedAt = now;
        this.dueAt = due;
        registerEvent(new Started(this, by, deals));
    }

    /** Every question is answered; the first end counts. */
    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }

    void giveUp(Caller by, Instant now) {
        if (endedAt != null) {
            throw new IllegalStateException("repair round " + id + " is over");
        }
        endedAt = now;
        registerEvent(new GivenUp(this, by));
    }

    UUID id() {
        return id;
    }

    PersonId askedBy() {
        return new PersonId(askedBy);
    }

    Instant askedAt() {
        return askedAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
