package dev.baton.lead.board;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads arrived and none was given to anybody: from when until when, how many waited, and where they stood. */
@Entity
@Table(name = "allocation_alarm")
@SuppressWarnings("UnusedVariable") // its end is read by queries only
class AllocationAlarm {

    @Id
    private UUID id;

    private Instant since;

    @Column(name = "until")
    private @Nullable Instant endedAt;

    private int waiting;
    private @Nullable String elementId;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected AllocationAlarm() {}

    AllocationAlarm(UUID id, Instant since) {
        this.id = id;
        this.since = since;
    }

    void stands(int now, @Nullable String element) {
        waiting = now;
        elementId = element;
    }

    void end(Instant at) {
        endedAt = at;
    }

    UUID id() {
        return id;
    }

    WaitingLeads.Alarm shown() {
        return new WaitingLeads.Alarm("ALLOCATION_STALLED", since, waiting, elementId);
    }
}
