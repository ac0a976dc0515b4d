package dev.baton.opportunity.deal;

import dev.baton.staff.CandidateGroups;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the diagram, its tables and the processes that it calls need to know of a deal, read anew at every step. */
public record DealFacts(
        PersonId ownerId,
        String regionGroup,
        String managerGroup,
        @Nullable String region,
        String dealName,
        String customerType,
        BigDecimal amount,
        String currency,
        BigDecimal discount,
        @Nullable String contractType) {

    public static DealFacts of(Deal deal) {
        return new DealFacts(
                deal.owner(),
                CandidateGroups.sales(deal.region()),
                CandidateGroups.managers(deal.region()),
                deal.region(),
                deal.name(),
                deal.customerType(),
                deal.money().amount(),
                deal.money().currency().getCurrencyCode(),
                deal.discount(),
                deal.contractType());
    }
}
