package dev.baton.lead;

import dev.baton.engine.Messages;
import dev.baton.shared.Ids;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a lead wait where everybody can see it, and go on at once when the reason is gone (LA-22). */
@Component
public class HoldingLead {

    private final Leads leads;
    private final Messages messages;

    HoldingLead(Leads leads, Messages messages) {
        this.leads = leads;
        this.messages = messages;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(LeadId id, String reason) {
        leads.change(id).hold(reason);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void release(LeadId id) {
        leads.change(id).hold(null);
        messages.publish("routing.released", id.toString(), "routing.released:" + id + ":" + Ids.next(), Map.of());
    }
}
