package dev.baton.opportunity.gate;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.approval.file.StandingApprovals;
import dev.baton.engine.ForcedStep;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.staff.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which approvals a deal lacks: those that were never given, and those that no longer cover what it says (SW-10). */
@Component
public class StandingOfApprovals {

    private final StagePolicy policy;
    private final StandingApprovals approvals;
    private final ApprovalsOfDeal running;

    StandingOfApprovals(StagePolicy policy, StandingApprovals approvals, ApprovalsOfDeal running) {
        this.policy = policy;
        this.approvals = approvals;
        this.running = running;
    }

    /** The stages before another whose approval the deal has not, or has no longer. */
    public List<Stage> missingBefore(Deal deal, int order) {
        var before = policy.stages().stream()
                .filter(stage -> stage.order() < order && stage.needsApproval())
                .toList();
        if (before.isEmpty()) {
            return before;
        }
        var standing = approvals.standing(DealTermsOnFile.of(deal));
        return before.stream()
                .filter(stage -> !deal.approved().contains(stage.approval())
                        || !standing.contains(ApprovalKind.valueOf(stage.approval())))
                .toList();
    }

    /** @throws ForcedStep when an approval on the way to there is missing or void, whatever the process says */
    public void mustStandBefore(Deal deal, Stage stage) {
        mustStand(deal, stage.order(), stage.key());
    }

    /** The same for winning, which is behind all of them. */
    public void mustAllStand(Deal deal) {
        mustStand(deal, Integer.MAX_VALUE, Deal.WON);
    }

    private void mustStand(Deal deal, int order, String there) {
        missingBefore(deal, order).stream().findFirst().ifPresent(stage -> {
            throw new ForcedStep("deal " + deal.dealId() + " does not come to " + there + ": the approval "
                    + stage.approval() + " is missing or does not cover what the deal says now");
        });
    }

    /** Calls off what is still being voted on. */
    public void withdraw(Deal deal, @Nullable PersonId by, String reason) {
        running.withdraw(deal.getId(), by, reason);
    }

    /** As the newest contract says, or else the deal: nobody is asked for what is on file. */
    @Nullable
    String contractType(Deal deal) {
        return approvals.contractType(DealTermsOnFile.of(deal)).orElse(null);
    }
}
