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

    /** Its process was cancelled in the engine, and somebody has it started again. */
    record StartedAgain(RepairRound round, PersonId by) {}

    @Id
    private UUID id;

    private UUID askedBy;
    private Instant askedAt;
    private Instant dueAt;
    private @Nullable Instant endedAt;
    private @Nullable Long processInstanceKey;

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

    /** The instance that asks its questions; the first one, until that is lost. */
    void askIn(long instance) {
        if (processInstanceKey == null) {
            processInstanceKey = instance;
        }
    }

    /** Whoever it was that lost it: what has been decided stays, and the rest is asked again. */
    void loseInstance(PersonId by) {
        processInstanceKey = null;
        registerEvent(new StartedAgain(this, by));
    }

    @Nullable
    Long processInstance() {
        return processInstanceKey;
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
