package dev.baton.customer;

import dev.baton.customer.matching.Match;
import dev.baton.customer.matching.MatchClass;
import dev.baton.customer.matching.MatchField;
import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Two customers that may be one, and everything that says so; a person decides. */
@Entity
@Table(name = "duplicate_proposal")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Proposal extends StoredRecord<Proposal, UUID> {

    private static final int DECIMALS = 4;

    @Id
    private UUID id;

    private UUID oneId;
    private UUID otherId;

    @Enumerated(EnumType.STRING)
    private MatchClass outcome;

    private BigDecimal score;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Double> parts;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> reasons;

    private long policy;
    private String state;
    private Instant proposedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Proposal() {}

    Proposal(UUID one, UUID other, Match match, long policy, Instant at) {
        var inOrder = isBefore(one, other);
        this.id = Ids.next();
        this.oneId = inOrder ? one : other;
        this.otherId = inOrder ? other : one;
        this.outcome = match.outcome();
        this.score = BigDecimal.valueOf(match.score()).setScale(DECIMALS, RoundingMode.HALF_UP);
        this.parts = said(match.parts());
        this.reasons = match.reasons().stream().map(Enum::name).toList();
        this.policy = policy;
        this.state = "OPEN";
        this.proposedAt = at;
    }

    /** As the database orders them: byte by byte, not as signed numbers. */
    static boolean isBefore(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    private static Map<String, Double> said(Map<MatchField, Double> parts) {
        var said = new TreeMap<String, Double>();
        parts.forEach((field, agreement) -> said.put(field.word(), agreement));
        return said;
    }

    UUID otherThan(UUID customer) {
        return customer.equals(oneId) ? otherId : oneId;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
