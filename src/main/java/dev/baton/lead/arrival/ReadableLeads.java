package dev.baton.lead.arrival;

import dev.baton.staff.Caller;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which of many leads somebody may read. */
public interface ReadableLeads {

    Set<UUID> readable(Caller caller, Collection<UUID> leads);
}
