package dev.baton.opportunity.deal;

import dev.baton.engine.Inbox;
import dev.baton.engine.Messages;
import dev.baton.opportunity.policy.OpportunityStages;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets the process of a deal know what it waits for: that there is a deal, that another clock runs, whose tasks are whose. */
@Component
class TellingProcess {

    private final Messages messages;
    private final Inbox inbox;

    TellingProcess(Messages messages, Inbox inbox) {
        this.messages = messages;
        this.inbox = inbox;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent event) {
        var deal = event.deal();
        var id = deal.dealId().toString();
        switch (event) {
            case DealEvent.Opened it ->
                messages.publish(
                        OpportunityStages.Messages.OPENED,
                        id,
                        OpportunityStages.Messages.OPENED + ":" + id,
                        Map.of("dealId", id));
            // Starts the clock of the new sub-state; the process waits for it in its second track.
            case DealEvent.Entered it -> substateChanged(deal, id);
            case DealEvent.SubstateTicked it -> substateChanged(deal, id);
            case DealEvent.SubstateFollowed it -> substateChanged(deal, id);
            case DealEvent.HandedOver it ->
                inbox.handOver(deal.getId(), it.from().value(), deal.owner().value());
            case DealEvent.Closed it ->
                inbox.withdraw(
                        deal.getId(),
                        inbox.openOf(deal.getId()).stream()
                                .map(Inbox.Task::elementId)
                                .toList());
            case DealEvent.Edited it -> {}
            case DealEvent.ConditionSaid it -> {}
            case DealEvent.ActionDone it -> {}
            case DealEvent.GatePassed it -> {}
            case DealEvent.GateRefused it -> {}
            case DealEvent.ApprovalRead it -> {}
            case DealEvent.StartedAgain it -> {}
            case DealEvent.PaymentReceived it -> {}
        }
    }

    private void substateChanged(Deal deal, String id) {
        messages.publish(
                OpportunityStages.Messages.SUBSTATE_CHANGED,
                id,
                OpportunityStages.Messages.SUBSTATE_CHANGED + ":" + id + ":" + deal.substateRound(),
                Map.of());
    }
}
