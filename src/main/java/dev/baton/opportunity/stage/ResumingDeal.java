package dev.baton.opportunity.stage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.approval.file.ApprovalInstanceLost;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.Instances;
import dev.baton.engine.InstancesOfRecords;
import dev.baton.engine.Messages;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.OpportunityStages;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives a deal whose instance was cancelled a new one that begins inside the stage in which the deal stands: no gate is
 * passed, no clock starts anew, and an approval that ran is asked for again.
 */
@Component
public class ResumingDeal implements InstancesOfRecords {

    /** What the way to the stage would have set, read from the deal. */
    record Variables(
            DealId dealId,
            boolean duplicateRun,
            @Nullable String variant,
            int stageRound,
            @Nullable Instant stageDueAt,
            @Nullable Instant freezeAt,
            @JsonUnwrapped DealFacts facts) {}

    private final Deals deals;
    private final StageDiagram diagram;
    private final ApprovalsOfDeal approvals;
    private final Instances instances;
    private final Messages messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ResumingDeal(
            Deals deals,
            StageDiagram diagram,
            ApprovalsOfDeal approvals,
            Instances instances,
            Messages messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.diagram = diagram;
        this.approvals = approvals;
        this.instances = instances;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String processId() {
        return OpportunityStages.PROCESS;
    }

    @Override
    public List<Instance> open(UUID after, int limit) {
        return deals.findRunning(after, Limit.of(limit)).stream()
                .map(deal -> Instance.of(deal.getId(), deal.getProcessInstanceKey()))
                .toList();
    }

    @Override
    public Optional<Instance> of(UUID recordId) {
        return deals.findById(recordId)
                .filter(deal ->
                        deal.state() == DealState.OPEN && (deal.processInstanceKey() != null || deal.stage() != null))
                .map(deal -> Instance.of(recordId, deal.processInstanceKey()));
    }

    @EventListener
    void on(ApprovalInstanceLost lost) {
        startAgain(lost.dealId(), lost.by().value());
    }

    @Override
    @Transactional(propagation = Propagation.NEVER)
    public void startAgain(UUID recordId, UUID by) {
        var id = new DealId(recordId);
        of(recordId)
                .ifPresent(lost -> instances.startInsteadOf(
                        lost.key(),
                        OpportunityStages.PROCESS,
                        () -> letGo(id, lost.key(), new PersonId(by)),
                        instance -> deals.change(id).goOnIn(instance)));
    }

    private Instances.@Nullable Start letGo(DealId id, long lost, PersonId by) {
        var deal = deals.change(id);
        if (deal.state() != DealState.OPEN || Instance.keyOf(deal.processInstanceKey()) != lost) {
            return null;
        }
        var now = clock.instant();
        deal.loseInstance();
        approvals.withdraw(id.value(), by, "流程已重新开始 Started again");
        events.publishEvent(new DealEvent.StartedAgain(deal, now, by));
        var stage = deal.stage();
        if (stage == null) {
            messages.publishAgain(
                    OpportunityStages.Messages.OPENED, id.toString(), Map.of("dealId", id.toString()), now);
            return null;
        }
        var place = diagram.places().get(stage);
        if (place == null) {
            throw new IllegalStateException("the diagram has no stage " + stage);
        }
        return new Instances.Start(List.of(place.box(), OpportunityStages.Elements.WATCH_SUBSTATE), variables(deal));
    }

    private static Variables variables(Deal deal) {
        return new Variables(
                deal.dealId(),
                false,
                deal.variantOrNull(),
                deal.stageRound(),
                deal.dueAt(),
                deal.freezeAt(),
                DealFacts.of(deal));
    }
}
