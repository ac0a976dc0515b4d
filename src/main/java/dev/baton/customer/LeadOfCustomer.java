package dev.baton.customer;

import dev.baton.lead.arrival.LeadArrived;
import dev.baton.shared.StoredRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Whose lead it is. */
@Entity
@Table(name = "customer_lead")
class LeadOfCustomer extends StoredRecord<LeadOfCustomer, UUID> {

    @Id
    private UUID leadId;

    private UUID customerId;
    private UUID originCustomerId;
    private String source;
    private Instant arrivedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected LeadOfCustomer() {}

    LeadOfCustomer(LeadArrived lead, CustomerId customer) {
        this.leadId = lead.lead();
        this.customerId = customer.value();
        this.originCustomerId = customer.value();
        this.source = lead.source();
        this.arrivedAt = lead.receivedAt();
    }

    /** The customer that it came to first stays readable. */
    void moveTo(UUID customer) {
        this.customerId = customer;
    }

    UUID lead() {
        return leadId;
    }

    UUID customer() {
        return customerId;
    }

    UUID origin() {
        return originCustomerId;
    }

    String source() {
        return source;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    @Override
    public UUID getId() {
        return leadId;
    }
}
