package dev.baton.opportunity.stage;

import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.ProcessVariants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets one instance of the process work on a deal and tells it the facts; a second one ends itself. */
@Component
public class TakingUpDeal {

    /**
     * @param duplicate whether another instance works on this deal
     * @param variant of the process, as the table {@code process-variant} says; it stands in the record and follows it
     */
    public record TakenUp(boolean duplicate, @Nullable String variant, DealFacts facts) {}

    private final Deals deals;
    private final ProcessVariants variants;

    TakingUpDeal(Deals deals, ProcessVariants variants) {
        this.deals = deals;
        this.variants = variants;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public TakenUp takeUp(DealId id, long processInstance) {
        var deal = deals.change(id);
        var mine = deal.takeUp(processInstance);
        if (mine && deal.variantOrNull() == null) {
            deal.variant(variants.of(deal.customerType(), deal.money()));
        }
        return new TakenUp(!mine || deal.state() != DealState.OPEN, deal.variantOrNull(), DealFacts.of(deal));
    }
}
