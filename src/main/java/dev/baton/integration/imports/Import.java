package dev.baton.integration.imports;

import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A file from its upload until its last row is done; it goes forward only, under a row lock, and never past its end. */
@Entity
@Table(name = "lead_import")
@DynamicUpdate
class Import implements Persistable<UUID> {

    /** How far a file is. */
    enum Status {
        QUEUED,
        RUNNING,
        FINISHED,
        FAILED
    }

    @Id
    private UUID id;

    private String kind;
    private UUID uploadedBy;
    private @Nullable String region;
    private String language;
    private String fileName;
    private long bytes;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(updatable = false)
    private ImportPlan plan;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int received;
    private int accepted;
    private int duplicates;
    private int rejected;
    private long lastLine;
    private @Nullable Long unreadableFromLine;
    private Instant createdAt;
    private Instant touchedAt;
    private @Nullable Instant finishedAt;

    @Transient
    private boolean fresh;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Import() {}

    @SuppressWarnings("NullAway.Init")
    Import(UUID id, String kind, Person by, String fileName, long bytes, ImportPlan plan, Instant now) {
        this.id = id;
        this.kind = kind;
        this.uploadedBy = by.id().value();
        this.region = by.region();
        this.language = by.language().toLanguageTag();
        this.fileName = fileName;
        this.bytes = bytes;
        this.plan = plan;
        this.status = Status.QUEUED;
        this.lastLine = 1;
        this.createdAt = now;
        this.touchedAt = now;
        this.fresh = true;
    }

    /**
     * Rows were done: {@code repeated} of those taken were on file before.
     *
     * @param last whether the file has no more
     */
    void advance(int taken, int repeated, int refused, long line, boolean last, Instant now) {
        if (!isOpen()) {
            throw new IllegalStateException("import " + id + " is over");
        }
        received += taken + refused;
        accepted += taken;
        duplicates += repeated;
        rejected += refused;
        lastLine = Math.max(lastLine, line);
        touchedAt = now;
        status = last ? Status.FINISHED : Status.RUNNING;
        finishedAt = last ? now : null;
    }

    /** Its file is lost, or cannot be read on. */
    void fail(Instant now) {
        if (isOpen()) {
            status = Status.FAILED;
            unreadableFromLine = lastLine + 1;
            finishedAt = now;
        }
    }

    boolean isOpen() {
        return finishedAt == null;
    }

    boolean isOf(PersonId person) {
        return uploadedBy.equals(person.value());
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    String kind() {
        return kind;
    }

    PersonId uploadedBy() {
        return new PersonId(uploadedBy);
    }

    /** Of whoever uploaded it, then: their supervisor sees it. */
    @Nullable
    String region() {
        return region;
    }

    Locale language() {
        return Locale.forLanguageTag(language);
    }

    String fileName() {
        return fileName;
    }

    ImportPlan plan() {
        return plan;
    }

    Status status() {
        return status;
    }

    int received() {
        return received;
    }

    int accepted() {
        return accepted;
    }

    int duplicates() {
        return duplicates;
    }

    int rejected() {
        return rejected;
    }

    @Nullable
    Long unreadableFromLine() {
        return unreadableFromLine;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant touchedAt() {
        return touchedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }
}
