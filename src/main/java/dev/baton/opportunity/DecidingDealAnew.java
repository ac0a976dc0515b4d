package dev.baton.opportunity;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.evidence.Evidence;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.policy.ProcessVariants;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Decides again what was decided on figures that a deal no longer has: its variant, grants of less, files (SG-14, C-10). */
@Component
class DecidingDealAnew {

    /** What the chain of an approval is chosen by, and what a grant is given for. */
    private static final Set<String> DECIDED_BY =
            Set.of("amount", "currency", "discount", "customerType", "contractType");

    /** What files are compared with. */
    private static final Set<String> COMPARED = Set.of("amount", "currency", "expectedCloseOn");

    private final ProcessVariants variants;
    private final GreenChannels greenChannels;
    private final Evidence evidence;
    private final DealTimeline timeline;
    private final ApprovalsOfDeal approvals;
    private final Clock clock;

    DecidingDealAnew(
            ProcessVariants variants,
            GreenChannels greenChannels,
            Evidence evidence,
            DealTimeline timeline,
            ApprovalsOfDeal approvals,
            Clock clock) {
        this.variants = variants;
        this.greenChannels = greenChannels;
        this.evidence = evidence;
        this.timeline = timeline;
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * @param typeUnsaid whether nobody had said the type of contract before
     * @throws Refusal where an approval runs or stands on what was changed
     */
    void decide(Deal deal, Collection<String> changed, boolean typeUnsaid, Caller caller) {
        changed.stream()
                .filter(DECIDED_BY::contains)
                .forEach(field -> mustNotBeApproved(deal, field, typeUnsaid && field.equals("contractType")));
        if (changed.stream().anyMatch(DECIDED_BY::contains)) {
            if (deal.variantOrNull() != null) {
                deal.variant(variants.of(deal.customerType(), deal.money()));
            }
            var voided = greenChannels.voidWhatCoversLess(deal.getId(), deal.money(), caller.id());
            if (voided > 0) {
                timeline.add(deal.dealId(), clock.instant(), "GRANT_VOIDED", caller.id(), Map.of("grants", voided));
            }
        }
        if (changed.stream().anyMatch(COMPARED::contains)) {
            evidence.compareAgain(Gate.RECORD_KIND, deal.getId(), caller.id());
        }
    }

    /** @param filledIn whether nobody had said it: then only the contract's own approval has gone by it */
    private void mustNotBeApproved(Deal deal, String field, boolean filledIn) {
        var running = approvals.of(deal.getId()).stream()
                .anyMatch(approval -> approval.outcome() == ApprovalsOfDeal.Outcome.OPEN);
        var approved = filledIn
                ? deal.approved().contains(ApprovalKind.CONTRACT.name())
                : !deal.approved().isEmpty();
        if (running || approved) {
            throw new Refusal(Refusal.Kind.CONFLICT, "deal-figures-approved", field, Map.of("field", field));
        }
    }
}
