package dev.baton.notification;

import dev.baton.staff.PersonId;
import java.util.Collection;
import java.util.UUID;

/** Tells open browsers that what they show has changed; a hint to read again, not a message that must arrive. */
public interface LiveUpdates {

    /** Joins the caller's transaction where there is one: the hint goes out after its commit. */
    void leadChanged(UUID leadId, Collection<PersonId> audience);
}
