package dev.baton.lead.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells a door what became of the leads that it brought, and whether it should wait with the next ones. */
@Component
public class WatchingIntake {

    private final IntakeQueries leads;

    WatchingIntake(IntakeQueries leads) {
        this.leads = leads;
    }

    /** How many of the leads have an owner now. */
    public int assigned(Collection<UUID> these) {
        return leads.assigned(these);
    }

    /** Leads that have come since then and have no owner yet, counted no further than needed. */
    public int waiting(Instant since, int atMost) {
        return leads.waiting(since, atMost);
    }
}
