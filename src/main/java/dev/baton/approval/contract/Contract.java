package dev.baton.approval.contract;

import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One contract of a deal; the newest of a deal is the one that is approved. */
@Entity
@Table(name = "contract")
@DynamicUpdate
public class Contract extends StoredRecord<Contract, UUID> {

    /**
     * What a contract says.
     *
     * @param discount as a fraction, from 0 on and below 1
     * @param differsBecause why its money or its discount is not the deal's; null where they agree
     */
    record Terms(
            String title,
            @Nullable String type,
            Money money,
            BigDecimal discount,
            @Nullable UUID documentId,
            @Nullable String differsBecause) {}

    /** It was added, or says something else now. */
    record Written(Contract contract, Map<String, Object> before) {

        boolean isNew() {
            return before.isEmpty();
        }
    }

    @Id
    private UUID id;

    private UUID dealId;
    private String title;
    private @Nullable String contractType;
    private BigDecimal amount;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 3)
    private String currency;

    private BigDecimal discount;
    private @Nullable UUID documentId;
    private @Nullable String differsBecause;
    private UUID createdBy;
    private Instant createdAt;
    private UUID changedBy;
    private Instant changedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Contract() {}

    @SuppressWarnings("NullAway.Init") // the terms fill the rest
    Contract(UUID dealId, Terms terms, PersonId by, Instant now) {
        this.id = Ids.next();
        this.dealId = dealId;
        this.createdBy = by.value();
        this.createdAt = now;
        say(terms, by, now);
        registerEvent(new Written(this, Map.of()));
    }

    void change(Terms terms, PersonId by, Instant now) {
        var before = fields();
        say(terms, by, now);
        registerEvent(new Written(this, before));
    }

    private void say(Terms terms, PersonId by, Instant now) {
        title = terms.title();
        contractType = terms.type();
        amount = terms.money().amount();
        currency = terms.money().currency().getCurrencyCode();
        discount = terms.discount();
        documentId = terms.documentId();
        differsBecause = terms.differsBecause();
        changedBy = by.value();
        changedAt = now;
    }

    /** What it says, as the audit trail keeps it. */
    Map<String, Object> fields() {
        var fields = new HashMap<String, Object>();
        fields.put("title", title);
        fields.put("amount", currency + " " + amount.toPlainString());
        fields.put("discount", discount.toPlainString());
        if (contractType != null) {
            fields.put("contractType", contractType);
        }
        if (differsBecause != null) {
            fields.put("differsBecause", differsBecause);
        }
        if (documentId != null) {
            fields.put("documentId", documentId.toString());
        }
        return fields;
    }

    public UUID id() {
        return id;
    }

    public UUID dealId() {
        return dealId;
    }

    public String title() {
        return title;
    }

    /** Its key in the table {@code contract-types}. */
    public @Nullable String type() {
        return contractType;
    }

    public BigDecimal amount() {
        return amount;
    }

    public String currency() {
        return currency;
    }

    public BigDecimal discount() {
        return discount;
    }

    @Nullable
    UUID documentId() {
        return documentId;
    }

    /** Why its amount, currency or discount is not the deal's; null where they agree. */
    @Nullable
    String differsBecause() {
        return differsBecause;
    }

    PersonId createdBy() {
        return new PersonId(createdBy);
    }

    Instant createdAt() {
        return createdAt;
    }

    PersonId changedBy() {
        return new PersonId(changedBy);
    }

    public Instant changedAt() {
        return changedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
