package dev.baton.lead.owner;

import dev.baton.engine.Messages;
import dev.baton.lead.LeadId;
import dev.baton.lead.file.Leads;
import java.util.Map;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a lead wait where everybody can see it, and go on at once when the reason is gone (LA-22). */
@Component
@NamedInterface("owner")
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

    /** @param hold the one wait that is over: a lead that has to wait again waits under another */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(LeadId id, UUID hold) {
        leads.change(id).hold(null);
        var wait = id + ":" + hold;
        messages.publish("routing.released", wait, "routing.released:" + wait, Map.of());
    }
}
