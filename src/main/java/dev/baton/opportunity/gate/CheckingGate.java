package dev.baton.opportunity.gate;

import dev.baton.engine.ForcedStep;
import dev.baton.engine.Step;
import dev.baton.evidence.Acceptance;
import dev.baton.evidence.Ledger;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealEvent;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.StageDiagram;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The gate of a stage, as the diagram asks for it: lets a deal through, or sends it back with what is missing (SG-02).
 * What it lets through it writes into the ledger, with the version of the table.
 */
@Component
public class CheckingGate {

    /**
     * @param decided whether the deal leaves its stage
     * @param move how: {@code advance}, {@code return}, {@code jump} or {@code lost}
     * @param missing codes of what is missing; empty when decided
     */
    public record Checked(
            boolean decided,
            @Nullable String move,
            @Nullable String toStage,
            List<String> missing,
            @Nullable PersonId by,
            DealFacts facts) {}

    private final Deals deals;
    private final Gate gate;
    private final Ledger ledger;
    private final GreenChannels greenChannels;
    private final AnswersToTasks answers;
    private final StageDiagram diagram;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CheckingGate(
            Deals deals,
            Gate gate,
            Ledger ledger,
            GreenChannels greenChannels,
            AnswersToTasks answers,
            StageDiagram diagram,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deals = deals;
        this.gate = gate;
        this.ledger = ledger;
        this.greenChannels = greenChannels;
        this.answers = answers;
        this.diagram = diagram;
        this.events = events;
        this.clock = clock;
    }

    /** @throws ForcedStep when the process asks for a stage that the deal does not stand in */
    @Transactional(propagation = Propagation.MANDATORY)
    public Checked check(DealId id, String stage, @Nullable MoveRequest wish, Step step) {
        var deal = deals.change(id);
        if (!stage.equals(deal.stage())) {
            throw new ForcedStep(
                    "the gate of " + stage + " is asked for deal " + id + ", which stands in " + deal.stage());
        }
        var answer = answers.take(deal, step.processInstanceKey(), diagram.task(stage, step.processVersion()));
        var wanted = answer.map(given -> MoveRequest.read(given.variables().get("decision")))
                .orElse(wish == null ? new MoveRequest(null, null, null) : wish);
        var person = answer.map(given -> new PersonId(given.by())).orElse(null);
        var decision = gate.decide(deal, wanted);
        if (!decision.passed()) {
            return refuse(deal, decision.missing(), person);
        }
        if (decision.grant() != null) {
            var used = greenChannels.use(decision.grant());
            if (!used) {
                return refuse(deal, List.of(gate.noGrant()), person);
            }
        }
        var pass = pass(decision, stage, wanted, person, step.processVersion());
        deal.pass(pass);
        deal.missing(0);
        events.publishEvent(new DealEvent.GatePassed(deal, clock.instant(), person, stage, pass));
        if (decision.move() == Move.ADVANCE) {
            accept(deal, decision.look(), wanted, person);
        }
        return new Checked(
                true,
                decision.move().name().toLowerCase(Locale.ROOT),
                decision.to(),
                List.of(),
                person,
                DealFacts.of(deal));
    }

    /** To exactly one place: where nobody named it, the diagram that the deal runs on does. */
    private Deal.Pass pass(
            Gate.Decision decision, String stage, MoveRequest wanted, @Nullable PersonId by, int diagramVersion) {
        var to = decision.to() == null ? diagram.next(stage, diagramVersion).orElse(Deal.WON) : decision.to();
        var from = decision.look().stage();
        var awaits = decision.move() == Move.ADVANCE && from.needsApproval() ? from.approval() : null;
        return Deal.Pass.of(decision.move(), to, wanted.given(), by, awaits);
    }

    private Checked refuse(Deal deal, List<Gate.Missing> missing, @Nullable PersonId by) {
        var codes = missing.stream().map(Gate.Missing::code).toList();
        deal.withdrawPass();
        gate.note(deal);
        events.publishEvent(new DealEvent.GateRefused(deal, clock.instant(), by, codes));
        return new Checked(false, null, null, codes, by, DealFacts.of(deal));
    }

    /** Last, because the end of the ledger is held until the transaction ends. */
    private void accept(Deal deal, Gate.Look look, MoveRequest wish, @Nullable PersonId by) {
        var conditions = new LinkedHashMap<String, Object>();
        look.conditions()
                .forEach(state -> conditions.put(
                        state.condition().code(),
                        state.by() == null ? "" : state.by().toString()));
        var said = new LinkedHashMap<String, Object>();
        said.put("conditions", conditions);
        said.put("reason", wish.given());
        said.put("amount", deal.money().toString());
        ledger.accept(new Acceptance(
                Gate.RECORD_KIND,
                deal.getId(),
                look.stage().key(),
                relied(deal, look),
                said,
                look.stage().tableVersion(),
                by));
    }

    /** What was handed in for an earlier gate since then is relied on from here on (SG-03). */
    private List<UUID> relied(Deal deal, Gate.Look look) {
        var known = ledger.acceptances(Gate.RECORD_KIND, deal.getId()).stream()
                .flatMap(entry -> entry.acceptance().pieces().stream())
                .collect(Collectors.toSet());
        return Stream.concat(look.relied().stream(), look.earlier().stream().filter(piece -> !known.contains(piece)))
                .distinct()
                .toList();
    }
}
