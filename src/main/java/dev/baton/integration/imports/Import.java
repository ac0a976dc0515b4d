package dev.baton.integration.imports;

import dev.baton.integration.Vocabulary;
import dev.baton.shared.Refusal;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A file from its upload until its last row is done; it goes forward only, under a row lock, and never past its end. */
@Entity
@Table(name = "lead_import")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Import extends StoredRecord<Import, UUID> {

    /** How far a file is. */
    enum Status {
        /** It was looked at; whoever uploaded it has not said yet how it is meant. */
        PREVIEWED,
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
    private ImportPlan plan;

    private String headerKey;
    private boolean mapped;

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

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Import() {}

    Import(UUID id, String kind, Person by, String fileName, long bytes, ImportPlan plan, Status status, Instant now) {
        this.id = id;
        this.kind = kind;
        this.uploadedBy = by.id().value();
        this.region = by.region();
        this.language = by.language().toLanguageTag();
        this.fileName = fileName;
        this.bytes = bytes;
        this.plan = plan;
        this.headerKey = headerKey(plan.headers());
        this.status = status;
        this.lastLine = 1;
        this.createdAt = now;
        this.touchedAt = now;
    }

    /** By what a later file with the same headings is recognised, in whatever order they stand. */
    static String headerKey(List<String> headers) {
        var names = headers.stream().map(Vocabulary::plain).sorted().collect(Collectors.joining("\n"));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** How the file is meant, said by a person: remembered for the next one with the same headings. */
    void start(ImportPlan chosen, Instant now) {
        if (status != Status.PREVIEWED) {
            throw Refusal.conflict("import-started", Map.of("fileName", fileName));
        }
        plan = chosen;
        mapped = true;
        status = Status.QUEUED;
        touchedAt = now;
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
        return status == Status.QUEUED || status == Status.RUNNING;
    }

    boolean isOf(PersonId person) {
        return uploadedBy.equals(person.value());
    }

    @Override
    public UUID getId() {
        return id;
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
