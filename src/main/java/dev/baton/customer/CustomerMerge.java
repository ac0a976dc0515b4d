package dev.baton.customer;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Customers that were found to be one, and the journal by which they are taken apart again: what the survivor said before
 * and right after, which leads moved from where, and what the decision was made on.
 */
@Entity
@Table(name = "customer_merge")
class CustomerMerge extends StoredRecord<CustomerMerge, UUID> {

    /** Whether it counts. */
    public enum State {
        MERGED,
        UNDONE
    }

    /**
     * What said that the two are one.
     *
     * @param policy version of the table
     * @param survivorVersion version of the record that was compared
     * @param loserVersion the same of the other
     */
    record Evidence(
            UUID loser,
            String outcome,
            double score,
            Map<String, Double> parts,
            List<String> reasons,
            long policy,
            int survivorVersion,
            int loserVersion) {}

    @Id
    private UUID id;

    private UUID survivorId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> loserIds;

    @Enumerated(EnumType.STRING)
    private State state;

    @JdbcTypeCode(SqlTypes.JSON)
    private CustomerFacts factsBefore;

    @JdbcTypeCode(SqlTypes.JSON)
    private CustomerFacts factsAfter;

    private Instant survivorUpdatedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<UUID, List<UUID>> movedLeads;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Evidence> evidence;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<MergeConflict> conflicts;

    private UUID byId;
    private Instant at;
    private @Nullable UUID undoneBy;
    private @Nullable Instant undoneAt;

    @Version
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected CustomerMerge() {}

    /**
     * @param before what the survivor said, last changed at {@code updatedAt}
     * @param movedLeads by the customer that they came from
     */
    CustomerMerge(
            Customer survivor,
            CustomerFacts before,
            Instant updatedAt,
            Map<UUID, List<UUID>> movedLeads,
            List<Evidence> evidence,
            List<MergeConflict> conflicts,
            PersonId by,
            Instant at) {
        this.id = Ids.next();
        this.survivorId = survivor.getId();
        this.loserIds = evidence.stream().map(Evidence::loser).toList();
        this.state = State.MERGED;
        this.factsBefore = before;
        this.factsAfter = survivor.facts();
        this.survivorUpdatedAt = updatedAt;
        this.movedLeads = movedLeads;
        this.evidence = evidence;
        this.conflicts = conflicts;
        this.byId = by.value();
        this.at = at;
        registerEvent(new MergeEvent.Merged(this, survivor));
    }

    /**
     * Gives the survivor back what it said before; what was changed since stays and is listed.
     *
     * @param since what else came to the survivor after the merge
     * @throws Refusal when it was undone already
     */
    void undo(Customer survivor, List<MergeConflict> since, PersonId by, Instant now) {
        if (state == State.UNDONE) {
            throw Refusal.conflict("merge-undone", Map.of());
        }
        var untouched = survivor.updatedAt().equals(at);
        var found = survivor.restore(factsBefore, factsAfter, now);
        if (untouched) {
            survivor.updatedLast(survivorUpdatedAt);
        }
        found.addAll(since);
        state = State.UNDONE;
        conflicts = found;
        undoneBy = by.value();
        undoneAt = now;
        registerEvent(new MergeEvent.Undone(this, survivor));
    }

    UUID survivor() {
        return survivorId;
    }

    List<UUID> losers() {
        return loserIds;
    }

    State state() {
        return state;
    }

    Map<UUID, List<UUID>> movedLeads() {
        return movedLeads;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    List<MergeConflict> conflicts() {
        return conflicts;
    }

    PersonId by() {
        return new PersonId(byId);
    }

    Instant at() {
        return at;
    }

    @Nullable
    PersonId undoneBy() {
        return undoneBy == null ? null : new PersonId(undoneBy);
    }

    @Nullable
    Instant undoneAt() {
        return undoneAt;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
