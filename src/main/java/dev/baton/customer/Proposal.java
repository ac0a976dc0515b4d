package dev.baton.customer;

import dev.baton.customer.DecidingDuplicate.Decision;
import dev.baton.customer.matching.Match;
import dev.baton.customer.matching.MatchClass;
import dev.baton.shared.Ids;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Two customers that may be one, and everything that says so; a person decides. */
@Entity
@Table(name = "duplicate_proposal")
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Proposal extends StoredRecord<Proposal, UUID> {

    /** What somebody decided about the two. */
    enum State {
        OPEN,
        SAME,
        /** Never merged again, whatever scans, imports and thresholds say, until somebody says that they are the same. */
        NOT_SAME,
        /** Two that belong together and stay two. */
        RELATED,
        /** Asked again another day. */
        LATER
    }

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

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant proposedAt;
    private @Nullable UUID decidedBy;
    private @Nullable Instant decidedAt;
    private int round;
    private @Nullable Instant againAt;

    @Version
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Proposal() {}

    Proposal(UUID one, UUID other, Match match, long policy, Instant at) {
        this(
                one,
                other,
                match.outcome(),
                match.score(),
                match.partsByWord(),
                match.reasons().stream().map(Enum::name).toList(),
                policy,
                at);
        registerEvent(new DuplicatesInReview.Proposed(id));
    }

    /** Two that were merged: the evidence of that day is what there is to be seen. */
    Proposal(UUID survivor, CustomerMerge.Evidence evidence, Instant at) {
        this(
                survivor,
                evidence.loser(),
                MatchClass.valueOf(evidence.outcome()),
                evidence.score(),
                evidence.parts(),
                evidence.reasons(),
                evidence.policy(),
                at);
    }

    @SuppressWarnings("NullAway.Init") // nobody has decided yet
    private Proposal(
            UUID one,
            UUID other,
            MatchClass outcome,
            double score,
            Map<String, Double> parts,
            List<String> reasons,
            long policy,
            Instant at) {
        var inOrder = isBefore(one, other);
        this.id = Ids.next();
        this.oneId = inOrder ? one : other;
        this.otherId = inOrder ? other : one;
        this.outcome = outcome;
        this.score = BigDecimal.valueOf(score).setScale(DECIMALS, RoundingMode.HALF_UP);
        this.parts = parts;
        this.reasons = reasons;
        this.policy = policy;
        this.state = State.OPEN;
        this.proposedAt = at;
    }

    /** What somebody decided about the two; the same again changes nothing. */
    void decide(State decided, PersonId by, Instant now) {
        if (state == decided && decided != State.LATER) {
            return;
        }
        state = decided;
        decidedBy = by.value();
        decidedAt = now;
        againAt = null;
        registerEvent(new DuplicatesInReview.Decided(id, round));
        round++;
    }

    /** Nobody can say today: somebody is asked again then. */
    void putOff(Instant until, PersonId by, Instant now) {
        decide(State.LATER, by, now);
        againAt = until;
    }

    /** The two have become one by way of others: nobody is asked about them, and nothing was said of them either. */
    void becameOne() {
        registerEvent(new DuplicatesInReview.Decided(id, round));
    }

    boolean isDueAgain(Instant now) {
        return state == State.LATER && againAt != null && !now.isBefore(againAt);
    }

    void askAgain() {
        state = State.OPEN;
        againAt = null;
    }

    /** As the database orders them: byte by byte, not as signed numbers. */
    static boolean isBefore(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    UUID one() {
        return oneId;
    }

    UUID other() {
        return otherId;
    }

    State state() {
        return state;
    }

    /** Absent while nobody has decided, or has to decide again. */
    @Nullable
    Decision decision() {
        return state == State.OPEN ? null : Decision.valueOf(state.name());
    }

    /** How often they were decided about. */
    int round() {
        return round;
    }

    /** When somebody is asked again, where it was put off. */
    @Nullable
    Instant againAt() {
        return againAt;
    }

    MatchClass outcome() {
        return outcome;
    }

    BigDecimal score() {
        return score;
    }

    Map<String, Double> parts() {
        return parts;
    }

    List<String> reasons() {
        return reasons;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
