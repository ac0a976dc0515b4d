package dev.baton.customer;

import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One field of a customer that somebody corrected, with the value that it had. */
@Entity
@Table(name = "customer_change")
class CustomerChange extends StoredRecord<CustomerChange, UUID> {

    @Id
    private UUID id;

    private UUID customerId;
    private String field;
    private @Nullable String oldValue;
    private @Nullable String newValue;
    private UUID byId;
    private Instant at;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected CustomerChange() {}

    CustomerChange(
            CustomerId customer,
            String field,
            @Nullable String before,
            @Nullable String after,
            PersonId by,
            Instant at) {
        this.id = Ids.next();
        this.customerId = customer.value();
        this.field = field;
        this.oldValue = before;
        this.newValue = after;
        this.byId = by.value();
        this.at = at;
    }

    UUID customer() {
        return customerId;
    }

    String field() {
        return field;
    }

    @Nullable
    String before() {
        return oldValue;
    }

    @Nullable
    String after() {
        return newValue;
    }

    PersonId by() {
        return new PersonId(byId);
    }

    Instant at() {
        return at;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
