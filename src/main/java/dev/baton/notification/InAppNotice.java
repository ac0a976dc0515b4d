package dev.baton.notification;

import dev.baton.shared.StoredRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What a person finds in the workbench, from when it was written ({@link NewDeliveries}) until they have read it. */
@Entity
@Table(name = "in_app_notice")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are here for queries only
class InAppNotice extends StoredRecord<InAppNotice, UUID> {

    @Id
    private UUID id;

    private UUID personId;
    private @Nullable Instant readAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected InAppNotice() {}

    /** Reading twice keeps the first time. */
    void read(Instant now) {
        readAt = readAt == null ? now : readAt;
    }

    @Override
    public UUID getId() {
        return id;
    }
}
