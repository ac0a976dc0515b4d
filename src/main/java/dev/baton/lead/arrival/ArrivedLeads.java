package dev.baton.lead.arrival;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The leads on file, for whoever asks what became of those that came in. */
public interface ArrivedLeads {

    /** Where a lead stands now. */
    record Standing(
            LeadArrived lead,
            String status,
            @Nullable UUID owner,
            @Nullable UUID deal) {}

    /** In the order in which they came in, beginning behind one of them. */
    List<LeadArrived> arrivedAfter(UUID lead, int atMost);

    List<Standing> standings(Collection<UUID> leads);
}
