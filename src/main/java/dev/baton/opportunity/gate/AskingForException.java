package dev.baton.opportunity.gate;

import dev.baton.evidence.Evidence;
import dev.baton.evidence.Piece;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.greenchannel.Purpose;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks for a green channel for a deal: a jump with proof, or named steps of an approval left out (SG-06). */
@Component
public class AskingForException {

    private final Deals deals;
    private final StagePolicy policy;
    private final ObjectProvider<Evidence> evidence;
    private final ObjectProvider<GreenChannels> greenChannels;
    private final DealTimeline timeline;
    private final Clock clock;

    AskingForException(
            Deals deals,
            StagePolicy policy,
            ObjectProvider<Evidence> evidence,
            ObjectProvider<GreenChannels> greenChannels,
            DealTimeline timeline,
            Clock clock) {
        this.deals = deals;
        this.policy = policy;
        this.evidence = evidence;
        this.greenChannels = greenChannels;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Transactional
    public UUID ask(
            DealId id,
            Purpose purpose,
            @Nullable String toStage,
            List<String> steps,
            String reason,
            List<UUID> proof,
            Caller caller) {
        var deal = deals.change(id);
        if (deal.state() != DealState.OPEN) {
            throw Refusal.conflict("deal-closed", Map.of("state", deal.state().name()));
        }
        var stage = deal.stage();
        if (stage == null) {
            throw Refusal.conflict("deal-not-started", Map.of());
        }
        if (purpose == Purpose.STAGE_JUMP) {
            mustLeadOverAStage(stage, toStage);
            mustNotLeadOverAnApproval(deal, policy.stage(stage), policy.stage(String.valueOf(toStage)));
        }
        mustBeFilesOf(id, proof);
        var channel = greenChannels.getIfAvailable();
        if (channel == null) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "green-channel-unavailable", null, Map.of());
        }
        var asked = channel.request(new GreenChannels.Request(
                purpose,
                new GreenChannels.Subject(
                        id.value(),
                        deal.name(),
                        deal.owner(),
                        deal.region(),
                        deal.money().amount(),
                        deal.money().currency().getCurrencyCode()),
                stage,
                toStage,
                steps,
                reason,
                proof,
                caller.id()));
        timeline.add(id, clock.instant(), "EXCEPTION_ASKED", caller.id(), Map.of("purpose", purpose.name()));
        return asked;
    }

    /** The next stage has a gate of its own, and back needs no exception. */
    private void mustLeadOverAStage(String from, @Nullable String to) {
        var ahead = policy.stages().stream()
                .filter(stage -> stage.order() > policy.stage(from).order())
                .skip(1)
                .map(Stage::key)
                .toList();
        if (to == null || to.isBlank()) {
            throw Refusal.invalid("missing-field", "toStage", Map.of("field", "toStage"));
        }
        if (!ahead.contains(to)) {
            throw Refusal.invalid("invalid-enum", "toStage", Map.of("field", "toStage", "value", to, "allowed", ahead));
        }
    }

    /** A jump proves what has happened; it does not stand in for somebody's approval (C-10). */
    private void mustNotLeadOverAnApproval(Deal deal, Stage from, Stage to) {
        policy.stages().stream()
                .filter(stage -> stage.order() >= from.order() && stage.order() < to.order())
                .filter(stage -> stage.needsApproval() && !deal.approved().contains(stage.approval()))
                .findFirst()
                .ifPresent(stage -> {
                    throw Refusal.invalid(
                            "jump-over-approval",
                            "toStage",
                            Map.of("stage", stage.name().in(LocaleContextHolder.getLocale())));
                });
    }

    private void mustBeFilesOf(DealId id, List<UUID> proof) {
        var files = evidence.stream()
                .flatMap(all -> all.of(Gate.RECORD_KIND, id.value()).stream())
                .filter(piece -> !piece.deleted() && !piece.unexplained())
                .map(Piece::id)
                .toList();
        if (!files.containsAll(proof)) {
            throw Refusal.invalid("proof-unknown", "evidenceIds", Map.of("field", "evidenceIds"));
        }
    }
}
