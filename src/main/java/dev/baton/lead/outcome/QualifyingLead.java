package dev.baton.lead.outcome;

import dev.baton.engine.Messages;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import java.time.Clock;
import java.util.HashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the work on a lead that turned out to be worth a deal: later processes start from here. */
@Component
public class QualifyingLead {

    /** A lead turned out to be worth a deal; published inside the transaction. */
    public record LeadQualified(LeadId lead) {}

    private final Leads leads;
    private final Messages messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    QualifyingLead(Leads leads, Messages messages, ApplicationEventPublisher events, Clock clock) {
        this.leads = leads;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void qualify(LeadId id) {
        var lead = leads.change(id);
        lead.qualify(clock.instant());
        leads.save(lead);
        var variables = new HashMap<String, Object>();
        variables.put("leadId", id.toString());
        variables.put("ownerId", String.valueOf(lead.owner()));
        messages.publish("lead.qualified", id.toString(), "lead.qualified:" + id, variables);
        events.publishEvent(new LeadQualified(id));
    }
}
