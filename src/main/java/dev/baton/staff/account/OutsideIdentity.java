package dev.baton.staff.account;

import dev.baton.staff.PersonId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** Binds an account at a provider to a person once and for all: a name that changes hands there opens nothing here. */
@Entity
@Table(name = "outside_identity")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class OutsideIdentity {

    /** A provider calls nobody else by the same subject, ever. */
    @Embeddable
    record Account(String issuer, String subject) implements Serializable {}

    @EmbeddedId
    private Account account;

    private UUID personId;

    @SuppressWarnings("UnusedVariable") // for whoever asks the table
    private Instant linkedAt;

    protected OutsideIdentity() {
        this.account = new Account("", "");
        this.personId = new UUID(0, 0);
        this.linkedAt = Instant.EPOCH;
    }

    OutsideIdentity(Account account, PersonId person, Instant linkedAt) {
        this.account = account;
        this.personId = person.value();
        this.linkedAt = linkedAt;
    }

    PersonId person() {
        return new PersonId(personId);
    }
}
