package dev.baton.opportunity.repair;

import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.ForcedStep;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Move;
import dev.baton.staff.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a deal go where somebody who may has confirmed that it truly is: what a gate is for those who move on, this is for
 * those who were stuck (SG-11). It leads back or out, never on.
 */
@Component
public class AdmittingRepair {

    /** @param move {@code return} or {@code lost}, as the gates of the diagram say it */
    public record Admitted(String move, @Nullable String toStage, DealFacts facts) {}

    private final Repairs repairs;
    private final Deals deals;
    private final ApprovalsOfDeal approvals;

    AdmittingRepair(Repairs repairs, Deals deals, ApprovalsOfDeal approvals) {
        this.repairs = repairs;
        this.deals = deals;
        this.approvals = approvals;
    }

    /** @throws ForcedStep when nobody has confirmed it: the step becomes an incident that says so */
    @Transactional(propagation = Propagation.MANDATORY)
    public Admitted admit(DealId id, int stageRound) {
        var deal = deals.change(id);
        var item = repairs.sent(id.value(), stageRound)
                .filter(one -> deal.stageRound() == stageRound)
                .orElseThrow(() -> new ForcedStep("nobody has confirmed another state of deal " + id));
        var by = by(item);
        var reason = item.reason() == null ? "" : item.reason();
        var lost = item.decision() == Repair.Decision.LOST;
        deal.pass(Deal.Pass.of(lost ? Move.LOST : Move.REPAIR, to(item, lost), reason, by, null));
        approvals.withdraw(id.value(), by, reason);
        item.moved();
        return new Admitted(lost ? "lost" : "return", item.toStage(), DealFacts.of(deal));
    }

    private static String to(Repair item, boolean lost) {
        var stage = lost ? Deal.LOST : item.toStage();
        if (stage == null) {
            throw new IllegalStateException("a repair that is not a loss names its stage");
        }
        return stage;
    }

    private static PersonId by(Repair item) {
        var person = item.decidedBy();
        if (person == null) {
            throw new IllegalStateException("a decision has somebody who made it");
        }
        return person;
    }
}
