package dev.baton.opportunity.repair;

import dev.baton.engine.Inbox;
import dev.baton.engine.UserTaskRule;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.stage.DealTasks;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the question about a stuck deal shows and accepts. */
@Component
class RepairTasks implements UserTaskRule {

    private final Repairs repairs;
    private final Deals deals;
    private final DealQueries queries;
    private final StagePolicy policy;
    private final RepairingDeal repairing;
    private final Clock clock;

    RepairTasks(
            Repairs repairs,
            Deals deals,
            DealQueries queries,
            StagePolicy policy,
            RepairingDeal repairing,
            Clock clock) {
        this.repairs = repairs;
        this.deals = deals;
        this.queries = queries;
        this.policy = policy;
        this.repairing = repairing;
        this.clock = clock;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(StuckDealsDiagram.PROCESS);
    }

    @Override
    public String subject(Inbox.Task task) {
        return repairs.findById(task.recordId())
                .flatMap(item -> deals.findById(item.dealId()))
                .map(Deal::name)
                .orElse("");
    }

    @Override
    public Map<String, Object> formData(Inbox.Task task) {
        var data = new HashMap<String, Object>();
        repairs.findById(task.recordId())
                .ifPresent(item -> deals.findById(item.dealId()).ifPresent(deal -> describe(item, deal, data)));
        return data;
    }

    private void describe(Repair item, Deal deal, Map<String, Object> data) {
        var language = LocaleContextHolder.getLocale();
        var order = policy.find(item.stage()).map(Stage::order).orElse(0);
        data.put("dealId", deal.getId().toString());
        data.put("dealName", deal.name());
        data.put("customerName", deal.customerName());
        data.put("ownerName", queries.named(deal.owner()).name());
        data.put(
                "stageName",
                policy.find(item.stage())
                        .map(stage -> stage.name().in(language))
                        .orElse(item.stage()));
        data.put("days", Duration.between(item.enteredAt(), clock.instant()).toDays());
        data.put(
                "earlierStages",
                policy.stages().stream()
                        .filter(stage -> stage.order() < order)
                        .map(stage -> Map.of("label", stage.name().in(language), "value", stage.key()))
                        .toList());
    }

    @Override
    public Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables) {
        var item = repairs.findById(task.recordId()).orElseThrow(() -> Refusal.notFound("deal-not-found"));
        var said = repairing.read(item, variables);
        var repair = new HashMap<String, Object>();
        repair.put("decision", said.decision().name().toLowerCase(Locale.ROOT));
        repair.put("reason", said.reason());
        if (said.toStage() != null) {
            repair.put("toStage", said.toStage());
        }
        return Map.of("repair", repair, "completedBy", by.toString());
    }

    @Override
    public Optional<Trail> trail(Inbox.Task task) {
        return repairs.findById(task.recordId())
                .flatMap(item -> deals.findById(item.dealId()))
                .map(DealTasks::trail);
    }
}
