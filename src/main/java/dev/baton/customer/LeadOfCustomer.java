package dev.baton.customer;

import dev.baton.lead.arrival.LeadArrived;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** Whose lead it is. */
@Entity
@Table(name = "customer_lead")
class LeadOfCustomer implements Persistable<UUID> {

    @Id
    private UUID leadId;

    private UUID customerId;
    private UUID originCustomerId;
    private String source;
    private Instant arrivedAt;

    @Transient
    private boolean fresh;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected LeadOfCustomer() {}

    LeadOfCustomer(LeadArrived lead, CustomerId customer) {
        this.leadId = lead.lead();
        this.customerId = customer.value();
        this.originCustomerId = customer.value();
        this.source = lead.source();
        this.arrivedAt = lead.receivedAt();
        this.fresh = true;
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

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void stored() {
        fresh = false;
    }
}
