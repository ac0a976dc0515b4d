package dev.baton.opportunity.deal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** What is going on inside the stage, as its rep has ticked it, and from when on its limit counts. */
@Embeddable
record Substate(
        @Column(name = "substate") String key,
        @Column(name = "substate_since") Instant since,
        @Column(name = "substate_watched_from") Instant watchedFrom) {

    Substate watchedFrom(Instant from) {
        return new Substate(key, since, from);
    }
}
