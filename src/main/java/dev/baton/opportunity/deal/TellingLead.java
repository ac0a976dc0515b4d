package dev.baton.opportunity.deal;

import dev.baton.lead.LeadId;
import dev.baton.lead.outcome.LinkingDeal;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets the lead know how the deal ended that came of it. */
@Component
class TellingLead {

    private final LinkingDeal leads;

    TellingLead(LinkingDeal leads) {
        this.leads = leads;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.Closed closed) {
        var lead = closed.deal().leadId();
        if (lead != null) {
            leads.ended(new LeadId(lead), closed.deal().getId(), closed.won(), closed.by());
        }
    }
}
