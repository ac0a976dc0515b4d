package dev.baton.lead.outcome;

import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the work on a lead that is lost, with its reason on file. */
@Component
public class ClosingLostLead {

    private final Leads leads;
    private final Clock clock;

    ClosingLostLead(Leads leads, Clock clock) {
        this.leads = leads;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void close(LeadId id) {
        var lead = leads.change(id);
        lead.lose(clock.instant());
        leads.save(lead);
    }
}
