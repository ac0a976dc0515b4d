package dev.baton.opportunity.gate;

import dev.baton.evidence.EvidenceChanged;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets the gate of a deal look again when a file comes, goes or is explained; so files need to know of no gate. */
@Component
class NotingEvidence {

    private final Deals deals;
    private final Gate gate;

    NotingEvidence(Deals deals, Gate gate) {
        this.deals = deals;
        this.gate = gate;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void look(EvidenceChanged changed) {
        if (!changed.recordKind().equals(Gate.RECORD_KIND)) {
            return;
        }
        var deal = deals.change(new DealId(changed.recordId()));
        if (deal.state() == DealState.OPEN && deal.stage() != null) {
            gate.note(deal);
        }
    }
}
