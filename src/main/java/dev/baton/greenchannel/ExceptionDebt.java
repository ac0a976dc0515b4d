package dev.baton.greenchannel;

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

/** What is owed for an exception: an explanation; it has the id of the grant that made it (B6-08). */
@Entity
@Table(name = "exception_debt")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class ExceptionDebt extends StoredRecord<ExceptionDebt, UUID> {

    @Id
    private UUID id;

    private UUID debtorId;
    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private GreenChannels.DebtState state;

    private @Nullable Instant escalatedAt;
    private @Nullable Instant paidAt;
    private @Nullable UUID paidBy;
    private @Nullable String explanation;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected ExceptionDebt() {}

    ExceptionDebt(UUID grant, PersonId debtor, Instant due) {
        this.id = grant;
        this.debtorId = debtor.value();
        this.dueAt = due;
        this.state = GreenChannels.DebtState.OPEN;
    }

    /** The superiors hear of it; false where they have, or where it is paid. */
    boolean escalate(Instant now) {
        if (state != GreenChannels.DebtState.OPEN) {
            return false;
        }
        state = GreenChannels.DebtState.ESCALATED;
        escalatedAt = now;
        registerEvent(new GreenChannelEvent.DebtEscalated(this));
        return true;
    }

    /** Paid with the explanation, however late; false where it was paid before. */
    boolean pay(PersonId by, String text, Instant now) {
        if (isPaid()) {
            return false;
        }
        var before = state;
        state = GreenChannels.DebtState.PAID;
        paidAt = now;
        paidBy = by.value();
        explanation = text;
        registerEvent(new GreenChannelEvent.DebtPaid(this, before, by, text));
        return true;
    }

    boolean isPaid() {
        return state == GreenChannels.DebtState.PAID;
    }

    UUID id() {
        return id;
    }

    PersonId debtor() {
        return new PersonId(debtorId);
    }

    Instant dueAt() {
        return dueAt;
    }

    GreenChannels.DebtState state() {
        return state;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
