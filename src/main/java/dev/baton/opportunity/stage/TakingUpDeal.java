package dev.baton.opportunity.stage;

import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets one instance of the process work on a deal and tells it the facts; a second one ends itself. */
@Component
public class TakingUpDeal {

    /** @param duplicate whether another instance works on this deal */
    public record TakenUp(boolean duplicate, DealFacts facts) {}

    private final Deals deals;

    TakingUpDeal(Deals deals) {
        this.deals = deals;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public TakenUp takeUp(DealId id, long processInstance) {
        var deal = deals.change(id);
        var mine = deal.takeUp(processInstance);
        return new TakenUp(!mine || deal.state() != DealState.OPEN, DealFacts.of(deal));
    }
}
