package dev.baton.opportunity.gate;

import dev.baton.evidence.Acceptance;
import dev.baton.evidence.Ledger;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.opportunity.deal.AnsweredBy;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Move;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
            PersonId by,
            DealFacts facts) {}

    private final Deals deals;
    private final Gate gate;
    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<GreenChannels> greenChannels;
    private final DealTimeline timeline;
    private final Clock clock;

    CheckingGate(
            Deals deals,
            Gate gate,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<GreenChannels> greenChannels,
            DealTimeline timeline,
            Clock clock) {
        this.deals = deals;
        this.gate = gate;
        this.ledger = ledger;
        this.greenChannels = greenChannels;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the process asks for a stage that the deal does not stand in */
    @Transactional(propagation = Propagation.MANDATORY)
    public Checked check(DealId id, String stage, @Nullable MoveRequest wish, @Nullable AnsweredBy by) {
        var deal = deals.change(id);
        if (!stage.equals(deal.stage())) {
            throw new IllegalStateException(
                    "the gate of " + stage + " is asked for deal " + id + ", which stands in " + deal.stage());
        }
        var wanted = wish == null ? new MoveRequest(null, null, null) : wish;
        var person = by == null || by.person() == null ? deal.owner() : by.person();
        var decision = gate.decide(deal, wanted);
        if (!decision.passed()) {
            return refuse(deal, decision.missing(), person);
        }
        if (decision.grant() != null) {
            var used = greenChannels.stream().allMatch(channel -> channel.use(decision.grant()));
            if (!used) {
                return refuse(deal, List.of(gate.noGrant()), person);
            }
        }
        deal.pass(new Deal.Pass(decision.move(), decision.to(), wanted.given(), person));
        deal.missing(0);
        timeline.add(
                id,
                clock.instant(),
                "GATE_PASSED",
                person,
                Map.of("stage", stage, "kind", decision.move().name(), "reason", wanted.given()));
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

    private Checked refuse(Deal deal, List<Gate.Missing> missing, PersonId by) {
        var codes = missing.stream().map(Gate.Missing::code).toList();
        deal.withdrawPass();
        deal.missing(gate.look(deal).missing().size());
        timeline.add(
                deal.dealId(),
                clock.instant(),
                "GATE_REFUSED",
                by,
                Map.of("stage", String.valueOf(deal.stage()), "missing", codes));
        return new Checked(false, null, null, codes, by, DealFacts.of(deal));
    }

    /** Last, because the end of the ledger is held until the transaction ends. */
    private void accept(Deal deal, Gate.Look look, MoveRequest wish, PersonId by) {
        var conditions = new LinkedHashMap<String, Object>();
        look.conditions()
                .forEach(state -> conditions.put(
                        state.condition().code(),
                        state.by() == null ? "" : state.by().toString()));
        var said = new LinkedHashMap<String, Object>();
        said.put("conditions", conditions);
        said.put("reason", wish.given());
        said.put("amount", deal.money().toString());
        ledger.ifAvailable(book -> book.accept(new Acceptance(
                Gate.RECORD_KIND,
                deal.getId(),
                look.stage().key(),
                relied(book, deal, look),
                said,
                look.stage().tableVersion(),
                by)));
    }

    /** What was handed in for an earlier gate since then is relied on from here on (SG-03). */
    private static List<UUID> relied(Ledger book, Deal deal, Gate.Look look) {
        var known = book.acceptances(Gate.RECORD_KIND, deal.getId()).stream()
                .flatMap(entry -> entry.acceptance().pieces().stream())
                .collect(Collectors.toSet());
        return Stream.concat(look.relied().stream(), look.earlier().stream().filter(piece -> !known.contains(piece)))
                .distinct()
                .toList();
    }
}
