package dev.baton.evidence;

import dev.baton.evidence.TakingInFile.Purpose;
import dev.baton.shared.Refusal;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A file that arrives in parts, from its announcement until it is taken in or given up. */
@Entity
@Table(name = "evidence_upload")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Upload extends StoredRecord<Upload, UUID> {

    @Id
    private UUID id;

    private String recordKind;
    private UUID recordId;
    private String stage;
    private String kind;
    private String fileName;

    @Column(name = "bytes")
    private long size;

    @Column(name = "by_id")
    private UUID byId;

    private Instant begunAt;
    private Instant touchedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Upload() {}

    Upload(UUID id, Purpose purpose, String fileName, long size, PersonId by, Instant now) {
        this.id = id;
        this.recordKind = purpose.recordKind();
        this.recordId = purpose.recordId();
        this.stage = purpose.stage();
        this.kind = purpose.kind();
        this.fileName = fileName;
        this.size = size;
        this.byId = by.value();
        this.begunAt = now;
        this.touchedAt = now;
    }

    /** Another part has come; a part that was late to arrive makes it no older. */
    void touched(Instant now) {
        if (now.isAfter(touchedAt)) {
            touchedAt = now;
        }
    }

    /** Refuses that more arrives than was announced. */
    void mustHaveRoomFor(long length) {
        if (length > size) {
            throw Refusal.invalid("evidence-upload-too-long", "file", Map.of("size", size));
        }
    }

    boolean isComplete(long length) {
        return length >= size;
    }

    Purpose purpose() {
        return new Purpose(recordKind, recordId, stage, kind);
    }

    UUID id() {
        return id;
    }

    String fileName() {
        return fileName;
    }

    long size() {
        return size;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
