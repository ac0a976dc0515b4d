package dev.baton.opportunity.gate;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovableDeals;
import dev.baton.approval.file.DealTerms;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.Deals;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells approvals what a deal says and who asked, from its record. */
@Component
class DealTermsOnFile implements ApprovableDeals {

    private final Deals deals;

    DealTermsOnFile(Deals deals) {
        this.deals = deals;
    }

    static DealTerms of(Deal deal) {
        return new DealTerms(
                deal.getId(),
                deal.name(),
                deal.owner(),
                deal.region(),
                deal.customerType(),
                deal.money().amount(),
                deal.money().currency().getCurrencyCode(),
                deal.discount(),
                deal.contractType(),
                deal.variantOrNull());
    }

    @Override
    public Optional<DealTerms> terms(UUID dealId) {
        return deals.findById(dealId).map(DealTermsOnFile::of);
    }

    @Override
    public Optional<Instant> inStageSince(UUID dealId) {
        return deals.findById(dealId).map(Deal::enteredAt);
    }

    @Override
    public Optional<PersonId> requester(UUID dealId, ApprovalKind kind) {
        return deals.findById(dealId).filter(deal -> deal.awaits(kind.name())).map(deal -> {
            var pass = deal.pass();
            return pass == null || pass.by() == null ? deal.owner() : pass.by();
        });
    }
}
