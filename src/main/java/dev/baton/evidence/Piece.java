package dev.baton.evidence;

import dev.baton.evidence.Mismatch.What;
import dev.baton.evidence.TakingInFile.Purpose;
import dev.baton.evidence.digest.CanonicalJson;
import dev.baton.evidence.inspection.Reading;
import dev.baton.shared.Refusal;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One file of one record, for one kind of evidence of one stage. What it is never changes; what is said about it does, in
 * the verbs below, each of which the ledger hears of as well.
 */
@Entity
@Table(name = "evidence_piece")
@DynamicUpdate
public class Piece extends StoredRecord<Piece, UUID> {

    @Id
    private UUID id;

    private String recordKind;
    private UUID recordId;
    private String stage;
    private String kind;
    private String fileName;
    private String contentType;

    @Column(name = "bytes")
    private long size;

    private String sha256;

    @Column(name = "by_id")
    private UUID byId;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private Reading reading;

    /** As it was hashed into the ledger: whatever reads or writes JSON elsewhere must not change it. */
    @JdbcTypeCode(SqlTypes.JSON)
    private String found;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String stated;

    private @Nullable UUID statedBy;
    private @Nullable Instant statedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String mismatch;

    private @Nullable String mismatchReason;
    private @Nullable UUID mismatchReasonBy;
    private @Nullable Instant mismatchReasonAt;
    private @Nullable Instant deletedAt;
    private @Nullable UUID deletedBy;
    private @Nullable String deletionReason;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Piece() {}

    /** What was handed in, looked at and read. */
    Piece(
            UUID id,
            Purpose purpose,
            String fileName,
            String contentType,
            long size,
            String sha256,
            PersonId by,
            Instant at,
            Reading reading,
            Found found,
            @Nullable Mismatch mismatch) {
        this.id = id;
        this.recordKind = purpose.recordKind();
        this.recordId = purpose.recordId();
        this.stage = purpose.stage();
        this.kind = purpose.kind();
        this.fileName = fileName;
        this.contentType = contentType;
        this.size = size;
        this.sha256 = sha256;
        this.byId = by.value();
        this.at = at;
        this.reading = reading;
        this.found = CanonicalJson.write(found);
        this.mismatch = written(mismatch);
    }

    /**
     * Gives the reason why it is right although it says something else than its record.
     *
     * @return whether it is another reason than before
     */
    boolean explain(String reason, PersonId by, Instant now) {
        mustStand();
        if (mismatch == null) {
            throw Refusal.conflict("evidence-no-mismatch", Map.of("value", fileName));
        }
        if (reason.equals(mismatchReason)) {
            return false;
        }
        mismatchReason = reason;
        mismatchReasonBy = by.value();
        mismatchReasonAt = now;
        return true;
    }

    /** Says in a person's words what no machine could read; what could be read speaks for itself. */
    void state(Found says, PersonId by, Instant now) {
        mustStand();
        if (reading == Reading.READ) {
            throw Refusal.conflict("evidence-was-read", Map.of("value", fileName));
        }
        stated = CanonicalJson.write(says);
        statedBy = by.value();
        statedAt = now;
    }

    /**
     * What it differs in from now on; a reason that was given for something else counts no more.
     *
     * @return whether it is something else than before
     */
    boolean differsIn(@Nullable Mismatch now) {
        mustStand();
        if (Objects.equals(now, mismatch())) {
            return false;
        }
        mismatch = written(now);
        mismatchReason = null;
        mismatchReasonBy = null;
        mismatchReasonAt = null;
        return true;
    }

    /**
     * It was declined as it is: unchanged it counts again only with a reason.
     *
     * @param said against it, in the words of whoever declined
     */
    void decline(String said) {
        var before = mismatch();
        var differences = new ArrayList<Mismatch.Difference>();
        if (before != null) {
            before.differences().stream()
                    .filter(one -> one.what() != What.DECLINED)
                    .forEach(differences::add);
        }
        differences.add(new Mismatch.Difference(What.DECLINED, "", said.isBlank() ? List.of() : List.of(said)));
        differsIn(new Mismatch(differences));
        // Declined again for the same: what was said to the first time counts no more either.
        mismatchReason = null;
        mismatchReasonBy = null;
        mismatchReasonAt = null;
    }

    /** Takes it away from its record; the row stays, marked. */
    void delete(String reason, PersonId by, Instant now) {
        mustStand();
        deletedAt = now;
        deletedBy = by.value();
        deletionReason = reason;
    }

    private void mustStand() {
        if (deleted()) {
            throw Refusal.conflict("evidence-deleted", Map.of("value", fileName));
        }
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    /** Whether a difference stands that nobody has given a reason for: no gate may accept such a piece (SG-04). */
    public boolean unexplained() {
        return mismatch != null && mismatchReason == null;
    }

    /** Whether it is what was declined, and nobody has said why it should count all the same. */
    public boolean declined() {
        var differs = mismatch();
        return unexplained() && differs != null && differs.isOf(What.DECLINED);
    }

    /** Whether nobody, machine or person, has said yet what it says of that which it is compared in (SG-04). */
    public boolean unread() {
        var differs = mismatch();
        return unexplained()
                && stated == null
                && reading != Reading.READ
                && differs != null
                && differs.differences().stream()
                        .anyMatch(one ->
                                one.what() != What.DECLINED && one.found().isEmpty());
    }

    /** Whether it names something of the kind, or a person has said why that does not matter (SG-04). */
    public boolean answersFor(What what) {
        return !deleted() && !unexplained() && (mismatchReason != null || says().names(what));
    }

    /** What a person read in it where no machine could, else what the machine read. */
    Found says() {
        return stated == null ? found() : Objects.requireNonNull(stated());
    }

    public UUID id() {
        return id;
    }

    /** In the words of its owner, for example {@code deal}. */
    public String recordKind() {
        return recordKind;
    }

    public UUID recordId() {
        return recordId;
    }

    /** Where it was handed in, in the words of the record's owner; empty for a record without stages. */
    public String stage() {
        return stage;
    }

    public String kind() {
        return kind;
    }

    public String fileName() {
        return fileName;
    }

    /** What the content is, not what its name says. */
    public String contentType() {
        return contentType;
    }

    public long size() {
        return size;
    }

    /** Of the content, 64 lower-case hexadecimal digits; the file is stored under it. */
    public String sha256() {
        return sha256;
    }

    public PersonId by() {
        return new PersonId(byId);
    }

    public Instant at() {
        return at;
    }

    /** Whether its text could be read; without text there is nothing to compare. */
    public Reading reading() {
        return reading;
    }

    public Found found() {
        return CanonicalJson.read(found, Found.class);
    }

    public @Nullable Found stated() {
        return stated == null ? null : CanonicalJson.read(stated, Found.class);
    }

    public @Nullable PersonId statedBy() {
        return PersonId.orNull(statedBy);
    }

    public @Nullable Instant statedAt() {
        return statedAt;
    }

    /** What its text says differently from the record, null where nothing was found to differ. */
    public @Nullable Mismatch mismatch() {
        return mismatch == null ? null : CanonicalJson.read(mismatch, Mismatch.class);
    }

    /** Why the difference is right all the same. */
    public @Nullable String mismatchReason() {
        return mismatchReason;
    }

    public @Nullable PersonId mismatchReasonBy() {
        return PersonId.orNull(mismatchReasonBy);
    }

    public @Nullable Instant mismatchReasonAt() {
        return mismatchReasonAt;
    }

    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    public @Nullable PersonId deletedBy() {
        return PersonId.orNull(deletedBy);
    }

    public @Nullable String deletionReason() {
        return deletionReason;
    }

    @Override
    public UUID getId() {
        return id;
    }

    private static @Nullable String written(@Nullable Mismatch mismatch) {
        return mismatch == null ? null : CanonicalJson.write(mismatch);
    }
}
