package dev.baton.integration.hook;

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

/** A signature that brought a lead in: played back, it brings nothing. */
@Entity
@Table(name = "hook_signature")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class UsedSignature extends StoredRecord<UsedSignature, UsedSignature.Id> {

    /** A signature is one of its channel. */
    @Embeddable
    record Id(String channel, String signature) implements Serializable {}

    @EmbeddedId
    private Id id;

    private Instant at;

    @Column(name = "lead_id")
    private UUID leadId;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected UsedSignature() {}

    UsedSignature(Id id, LeadId lead, Instant at) {
        this.id = id;
        this.leadId = lead.value();
        this.at = at;
    }

    @Override
    public Id getId() {
        return id;
    }
}
