package dev.baton.lead.intake;

import dev.baton.lead.LeadId;
import dev.baton.shared.StoredRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A wish that was granted: whoever sends it again is answered with the lead that it became. */
@Entity
@Table(name = "intake_key")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class IntakeKey extends StoredRecord<IntakeKey, IntakeKey.Id> {

    /** Whose wish it is, and what they call it. */
    @Embeddable
    record Id(String caller, String key) implements Serializable {}

    @EmbeddedId
    private Id id;

    private String digest;

    @Column(name = "lead_id")
    private UUID leadId;

    private Instant at;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected IntakeKey() {}

    IntakeKey(Id id, String digest, LeadId lead, Instant at) {
        this.id = id;
        this.digest = digest;
        this.leadId = lead.value();
        this.at = at;
    }

    boolean standsFor(String contents) {
        return digest.equals(contents);
    }

    LeadId lead() {
        return new LeadId(leadId);
    }

    @Override
    public Id getId() {
        return id;
    }
}
