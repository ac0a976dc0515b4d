package dev.baton.lead.file;

import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is promised to a lead by when, and how long it had to wait for the first contact (F-07). */
@Embeddable
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
class Clocks {

    private @Nullable Instant windowDueAt;
    private @Nullable Instant firstTouchAt;
    private @Nullable Long leadClockSeconds;
    private @Nullable Long repClockSeconds;
    private Instant nextFollowUpAt;
    private @Nullable Instant lastContactAt;
    private @Nullable Instant followUpDueAt;
    private @Nullable Instant nextDeadlineAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Clocks() {}

    Clocks(Instant nextFollowUpAt) {
        this.nextFollowUpAt = nextFollowUpAt;
    }

    void startWindow(Instant dueAt) {
        windowDueAt = dueAt;
        followUpDueAt = null;
        nextDeadlineAt = dueAt;
    }

    /** Nobody owes anything. */
    void stopWindow() {
        windowDueAt = null;
        followUpDueAt = null;
        nextDeadlineAt = null;
    }

    void contacted(
            Instant at,
            Instant receivedAt,
            @Nullable Instant assignedAt,
            @Nullable Instant promised,
            @Nullable Instant followUpDue) {
        lastContactAt = at;
        if (firstTouchAt == null) {
            firstTouchAt = at;
            leadClockSeconds = Duration.between(receivedAt, at).toSeconds();
            repClockSeconds =
                    assignedAt == null ? null : Duration.between(assignedAt, at).toSeconds();
        }
        if (promised != null) {
            nextFollowUpAt = promised;
        }
        followUpDueAt = followUpDue;
        nextDeadlineAt = followUpDue == null || nextFollowUpAt.isBefore(followUpDue) ? nextFollowUpAt : followUpDue;
    }

    void close() {
        nextDeadlineAt = null;
    }

    @Nullable
    Instant windowDueAt() {
        return windowDueAt;
    }

    Instant nextFollowUpAt() {
        return nextFollowUpAt;
    }

    @Nullable
    Instant followUpDueAt() {
        return followUpDueAt;
    }
}
