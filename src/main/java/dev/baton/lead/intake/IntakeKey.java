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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A wish that was granted: whoever sends it again is answered with the lead that it became. */
@Entity
@Table(name = "intake_key")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class IntakeKey extends StoredRecord<IntakeKey, IntakeKey.Id> {

    /** Whose wish it is, and what they call it. */
    @Embeddable
    static class Id implements Serializable {

        private static final long serialVersionUID = 1L;

        private String caller;
        private String key;

        /** For JPA. */
        @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
        protected Id() {}

        Id(String caller, String key) {
            this.caller = caller;
            this.key = key;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Id id && id.caller.equals(caller) && id.key.equals(key);
        }

        @Override
        public int hashCode() {
            return Objects.hash(caller, key);
        }
    }

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
