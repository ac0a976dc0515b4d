package dev.baton.opportunity.repair;

import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One deal of a round: where it stood when the round began, what somebody decided, and what came of it (SG-11). */
@Entity
@Table(name = "deal_repair")
@DynamicUpdate
class Repair extends StoredRecord<Repair, UUID> {

    /** What somebody says the truth about a deal is. */
    enum Decision {
        STAYS,
        RETURN,
        LOST
    }

    /** What came of it. */
    enum Outcome {
        /** It stands where it truly is. */
        KEPT,
        /** The process has been told. */
        SENT,
        /** The process has moved it. */
        MOVED,
        /** It had moved by itself before anybody decided. */
        OVERTAKEN
    }

    /** Somebody has decided about it: heard in the same transaction. */
    record Decided(Repair repair) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // written here and read by queries only
    private UUID roundId;

    private int position;
    private UUID dealId;
    private String stage;
    private int stageRound;
    private Instant enteredAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Decision decision;

    private @Nullable String toStage;
    private @Nullable String reason;
    private @Nullable UUID decidedBy;
    private @Nullable Instant decidedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome outcome;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Repair() {}

    Repair(UUID round, int position, StuckDeals.Stuck deal) {
        this.id = Ids.next();
        this.roundId = round;
        this.position = position;
        this.dealId = deal.id().value();
        this.stage = deal.stage();
        this.stageRound = deal.stageRound();
        this.enteredAt = deal.enteredAt();
    }

    /**
     * What somebody said, once.
     *
     * @param stands whether the deal still is where it stood when the round began
     */
    void decide(RepairingDeal.Said said, PersonId by, boolean stands, Instant now) {
        if (decision != null) {
            throw new IllegalStateException("repair " + id + " has been decided: " + decision);
        }
        decision = said.decision();
        toStage = said.toStage();
        reason = said.reason();
        decidedBy = by.value();
        decidedAt = now;
        outcome = !stands ? Outcome.OVERTAKEN : decision == Decision.STAYS ? Outcome.KEPT : Outcome.SENT;
        registerEvent(new Decided(this));
    }

    /** The process of the deal has done what it was told. */
    void moved() {
        if (outcome != Outcome.SENT) {
            throw new IllegalStateException("repair " + id + " moves nothing: " + outcome);
        }
        outcome = Outcome.MOVED;
    }

    UUID id() {
        return id;
    }

    int position() {
        return position;
    }

    UUID dealId() {
        return dealId;
    }

    /** Where the deal stood when the round began. */
    String stage() {
        return stage;
    }

    /** Which of its stays that was. */
    int stageRound() {
        return stageRound;
    }

    Instant enteredAt() {
        return enteredAt;
    }

    @Nullable
    Decision decision() {
        return decision;
    }

    @Nullable
    String toStage() {
        return toStage;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    PersonId decidedBy() {
        return PersonId.orNull(decidedBy);
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    Outcome outcome() {
        return outcome;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
