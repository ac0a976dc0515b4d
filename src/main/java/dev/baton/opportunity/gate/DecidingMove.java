package dev.baton.opportunity.gate;

import dev.baton.greenchannel.GreenChannels;
import dev.baton.greenchannel.Purpose;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.gate.Gate.Decision;
import dev.baton.opportunity.gate.Gate.Look;
import dev.baton.opportunity.gate.Gate.Missing;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides whether a wish to move a deal may come true, by what its gate sees. */
@Component
class DecidingMove {

    private static final int LONGEST_REASON = 1_000;

    private final StagePolicy policy;
    private final GreenChannels greenChannels;
    private final StandingOfApprovals approvals;
    private final GateTexts texts;

    DecidingMove(StagePolicy policy, GreenChannels greenChannels, StandingOfApprovals approvals, GateTexts texts) {
        this.policy = policy;
        this.greenChannels = greenChannels;
        this.approvals = approvals;
        this.texts = texts;
    }

    Decision decide(@Nullable Deal deal, Look look, MoveRequest wish) {
        var missing = new ArrayList<Missing>();
        if (wish.given().isEmpty() || wish.given().length() > LONGEST_REASON) {
            missing.add(texts.said("reason"));
        }
        return switch (wish.action() == null ? "" : wish.action()) {
            case MoveRequest.ADVANCE -> advance(deal, wish, look, missing);
            case MoveRequest.RETURN -> back(wish, look, missing);
            case MoveRequest.LOSE -> new Decision(missing, Move.LOST, Deal.LOST, null, look);
            default -> {
                missing.addFirst(texts.said("action"));
                yield new Decision(missing, Move.ADVANCE, null, null, look);
            }
        };
    }

    private Decision advance(@Nullable Deal deal, MoveRequest wish, Look look, List<Missing> reason) {
        var target = wish.toStage();
        var all = new ArrayList<>(look.missing());
        all.addAll(reason);
        if (target == null
                || target.isBlank()
                || next(look.stage()).filter(target::equals).isPresent()) {
            return new Decision(all, Move.ADVANCE, null, null, look);
        }
        var ahead = policy.stages().stream()
                .filter(stage -> stage.key().equals(target)
                        && stage.order() > look.stage().order())
                .findFirst();
        if (ahead.isEmpty()) {
            all.add(texts.said("target"));
            return new Decision(all, Move.ADVANCE, null, null, look);
        }
        // A jump does without the gates between, and only with somebody else's word for it.
        var grant = deal == null
                ? Optional.<GreenChannels.Grant>empty()
                : greenChannels.granted(
                        deal.getId(),
                        deal.money(),
                        Purpose.STAGE_JUMP,
                        look.stage().key(),
                        target);
        if (deal == null || grant.isEmpty()) {
            all.add(texts.said("green-channel"));
            return new Decision(all, Move.JUMP, target, null, look);
        }
        // Proof of what has happened stands in for gates, and for nobody's approval (C-10).
        var lacking = new ArrayList<>(reason);
        approvals
                .missingBefore(deal, ahead.get().order())
                .forEach(before -> lacking.add(texts.said("approval", before.key(), before.name())));
        return new Decision(lacking, Move.JUMP, target, grant.get().id(), look);
    }

    private Decision back(MoveRequest wish, Look look, List<Missing> missing) {
        var target = wish.toStage() == null || wish.toStage().isBlank()
                ? previous(look.stage())
                : Optional.of(wish.toStage());
        var there = target.filter(key -> policy.stages().stream()
                .anyMatch(stage ->
                        stage.key().equals(key) && stage.order() < look.stage().order()));
        if (there.isEmpty()) {
            missing.add(texts.said("target"));
        }
        return new Decision(missing, Move.RETURN, there.orElse(null), null, look);
    }

    private Optional<String> next(Stage from) {
        return policy.stages().stream()
                .filter(stage -> stage.order() > from.order())
                .map(Stage::key)
                .findFirst();
    }

    private Optional<String> previous(Stage from) {
        return policy.stages().stream()
                .filter(stage -> stage.order() < from.order())
                .max(Comparator.comparingInt(Stage::order))
                .map(Stage::key);
    }
}
