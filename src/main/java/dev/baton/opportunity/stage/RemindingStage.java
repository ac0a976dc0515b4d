package dev.baton.opportunity.stage;

import dev.baton.engine.DeadlineAction;
import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealNotices;
import dev.baton.opportunity.deal.Deals;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reminds the owner that the deal has used up the time of its stage (SG-05). */
@Component
public class RemindingStage implements DeadlineAction {

    private final Deals deals;
    private final Deadlines deadlines;
    private final DealNotices notices;

    RemindingStage(Deals deals, Deadlines deadlines, DealNotices notices) {
        this.deals = deals;
        this.deadlines = deadlines;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return DealDeadlines.STAGE;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void act(UUID recordId, int round, Deadlines.Actor actor) {
        var deal = deals.change(new DealId(recordId));
        if (deadlines.act(recordId, round, kind(), actor) && deal.stageRound() == round) {
            notices.tellOwner(deal, round, DealNotices.Node.STAGE_DUE, deal.dueAt());
        }
    }
}
