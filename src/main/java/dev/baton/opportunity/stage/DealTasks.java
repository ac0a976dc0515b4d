package dev.baton.opportunity.stage;

import dev.baton.engine.Inbox;
import dev.baton.engine.UserTaskRule;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.Substates;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.policy.OpportunityStages;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * What the user tasks of {@code opportunity-stages} show and accept. A task of a stage is known by the diagram, whatever
 * it is called; what a task that an owner has drawn answers goes on under the name {@code answer} and can touch nothing.
 */
@Component
public class DealTasks implements UserTaskRule {

    static final String PICK_BLOCKER = OpportunityStages.Tasks.PICK_BLOCKER;

    private static final String COMPLETED_BY = "completedBy";

    private final Deals deals;
    private final StagePolicy policy;
    private final StageDiagram diagram;
    private final Gate gate;
    private final AnsweringBlocker answering;
    private final Substates substates;
    private final ObjectMapper json;

    DealTasks(
            Deals deals,
            StagePolicy policy,
            StageDiagram diagram,
            Gate gate,
            AnsweringBlocker answering,
            Substates substates,
            ObjectMapper json) {
        this.deals = deals;
        this.policy = policy;
        this.diagram = diagram;
        this.gate = gate;
        this.answering = answering;
        this.substates = substates;
        this.json = json;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(OpportunityStages.PROCESS);
    }

    @Override
    public String subject(Inbox.Task task) {
        return deals.findById(task.recordId()).map(Deal::name).orElse("");
    }

    @Override
    public Map<UUID, String> subjects(List<Inbox.Task> tasks) {
        return UserTaskRule.namesOf(tasks, deals::findNames);
    }

    @Override
    public Map<String, Object> formData(Inbox.Task task) {
        var data = new HashMap<String, Object>();
        deals.findById(task.recordId()).ifPresent(deal -> describe(deal, task, data));
        return data;
    }

    private void describe(Deal deal, Inbox.Task task, Map<String, Object> data) {
        var language = LocaleContextHolder.getLocale();
        data.put("dealId", deal.getId().toString());
        data.put("dealName", deal.name());
        data.put("customerName", deal.customerName());
        if (deal.stage() == null) {
            return;
        }
        var look = gate.look(deal);
        data.put("stageName", look.stage().name().in(language));
        data.put("definition", look.stage().definition().in(language));
        if (task.elementId().equals(PICK_BLOCKER)) {
            var asked = substates.open(deal.dealId());
            data.put(
                    "substateName",
                    asked.flatMap(blocker -> policy.find(blocker.stage()).flatMap(stage -> stage.substates().stream()
                                    .filter(one -> one.key().equals(blocker.substate()))
                                    .findFirst()))
                            .map(one -> one.name().in(language))
                            .orElse(""));
            data.put(
                    "blockerReasons",
                    policy.blockerReasons().stream()
                            .map(one -> Map.of("label", one.name().in(language), "value", one.key()))
                            .toList());
            return;
        }
        data.put(
                "missingText",
                look.missing().stream()
                        .map(one -> "- " + one.text().in(language))
                        .collect(Collectors.joining("\n")));
        data.put(
                "earlierStages",
                policy.stages().stream()
                        .filter(stage -> stage.order() < look.stage().order())
                        .map(stage -> Map.of("label", stage.name().in(language), "value", stage.key()))
                        .toList());
    }

    @Override
    public Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables) {
        if (task.elementId().equals(PICK_BLOCKER)) {
            var answer = read("blocker", variables, AnsweringBlocker.Answer.class);
            answering.check(answer);
            return Map.of("blocker", answer, COMPLETED_BY, by.toString());
        }
        if (isOfAStage(task)) {
            return Map.of(
                    "decision",
                    allowed(task, read("decision", variables, MoveRequest.class)),
                    COMPLETED_BY,
                    by.toString());
        }
        return Map.of("answer", variables, COMPLETED_BY, by.toString());
    }

    @Override
    public Optional<Trail> trail(Inbox.Task task) {
        return deals.findById(task.recordId()).map(DealTasks::trail);
    }

    public static Trail trail(Deal deal) {
        return new Trail(
                Gate.RECORD_KIND, deal.getId(), deal.region(), deal.owner().value());
    }

    /** In a running version of the diagram the task may have another name: then it is still the one of its stage. */
    private boolean isOfAStage(Inbox.Task task) {
        return diagram.places().values().stream().anyMatch(place -> place.task().equals(task.elementId()));
    }

    /** The same look that the gate in the diagram will take, so that a person learns at once what is missing. */
    private MoveRequest allowed(Inbox.Task task, MoveRequest wish) {
        var deal = deals.findById(task.recordId()).orElseThrow(() -> Refusal.notFound("deal-not-found"));
        var decision = gate.decide(deal, wish);
        if (!decision.passed()) {
            throw Gate.refusal(decision.missing());
        }
        return wish;
    }

    private <T> T read(String name, Map<String, Object> variables, Class<T> type) {
        var given = variables.containsKey(name) ? variables.get(name) : variables;
        try {
            return json.convertValue(given, type);
        } catch (JacksonException e) {
            throw Refusal.invalid("unreadable", name, Map.of("field", name));
        }
    }
}
