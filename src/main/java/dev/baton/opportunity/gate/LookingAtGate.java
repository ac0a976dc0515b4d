package dev.baton.opportunity.gate;

import dev.baton.evidence.Mismatch;
import dev.baton.evidence.Piece;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.gate.Gate.ActionState;
import dev.baton.opportunity.gate.Gate.ConditionState;
import dev.baton.opportunity.gate.Gate.Look;
import dev.baton.opportunity.gate.Gate.Missing;
import dev.baton.opportunity.gate.Gate.ProofState;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the gate of a stage sees: conditions, files, what is to be done, and what is missing of all that. */
@Component
class LookingAtGate {

    private final StagePolicy policy;
    private final GateFacts facts;
    private final ReliableFiles files;
    private final EarlierFiles earlier;
    private final FieldRules fields;
    private final StandingOfApprovals approvals;
    private final GateTexts texts;

    LookingAtGate(
            StagePolicy policy,
            GateFacts facts,
            ReliableFiles files,
            EarlierFiles earlier,
            FieldRules fields,
            StandingOfApprovals approvals,
            GateTexts texts) {
        this.policy = policy;
        this.facts = facts;
        this.files = files;
        this.earlier = earlier;
        this.fields = fields;
        this.approvals = approvals;
        this.texts = texts;
    }

    /** Of a stage in which no deal stands yet. */
    Look look(Stage stage) {
        return look(stage, Map.of(), List.of(), List.of(), null, files::reliable);
    }

    Look look(Deal deal, Predicate<Piece> reliable) {
        var stage = deal.stage();
        if (stage == null) {
            throw Refusal.conflict("deal-not-started", Map.of());
        }
        return look(
                policy.stage(stage),
                facts.said(deal.getId(), stage),
                facts.done(deal.getId()),
                files.of(deal),
                deal,
                reliable);
    }

    private Look look(
            Stage stage,
            Map<String, GateFacts.Said> said,
            List<GateFacts.Done> done,
            List<Piece> pieces,
            @Nullable Deal deal,
            Predicate<Piece> asked) {
        var reliable = ReliableFiles.once(asked);
        var proofs = stage.evidence().stream()
                .map(proof -> {
                    var ofKind = pieces.stream()
                            .filter(piece -> EarlierFiles.isOf(piece, stage.key(), proof.kind()))
                            .toList();
                    var standing = ofKind.stream().anyMatch(piece -> stands(piece, proof, ofKind));
                    return new ProofState(
                            proof, ofKind, !standing && ofKind.stream().anyMatch(reliable));
                })
                .toList();
        var conditions = stage.conditions().stream()
                .map(condition -> state(condition, said.get(condition.code()), proofs, reliable))
                .toList();
        var actions = stage.actions().stream()
                .map(action -> new ActionState(
                        action,
                        action.needsFile()
                                ? handedIn(action, proofs)
                                : done.stream()
                                        .filter(one -> one.stage().equals(stage.key())
                                                && one.key().equals(action.key()))
                                        .map(GateFacts.Done::doneAt)
                                        .findFirst()
                                        .orElse(null)))
                .toList();
        return new Look(
                stage,
                conditions,
                proofs,
                actions,
                missing(stage, conditions, proofs, actions, pieces, deal, reliable),
                relied(conditions, proofs, reliable),
                earlier.earlier(stage, pieces, reliable),
                Math.min(100, done.stream().mapToInt(GateFacts.Done::depth).sum() + depth(pieces)));
    }

    /** A file is done when it is there: nobody has to say so as well. */
    private static @Nullable Instant handedIn(Stage.Action action, List<ProofState> proofs) {
        return proofs.stream()
                .filter(proof -> proof.proof().kind().equals(action.target()) && proof.there())
                .flatMap(proof -> proof.pieces().stream())
                .filter(piece -> !piece.deleted())
                .map(Piece::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What files are worth, in whatever stage they were handed in (F-11). */
    private int depth(List<Piece> pieces) {
        return policy.stages().stream()
                .flatMap(stage -> stage.actions().stream()
                        .filter(action -> action.needsFile()
                                && action.depth() > 0
                                && pieces.stream()
                                        .anyMatch(piece -> !piece.deleted()
                                                && EarlierFiles.isOf(piece, stage.key(), action.target()))))
                .mapToInt(Stage.Action::depth)
                .sum();
    }

    private ConditionState state(
            Stage.Condition condition,
            GateFacts.@Nullable Said said,
            List<ProofState> proofs,
            Predicate<Piece> reliable) {
        if (!condition.provedByFile()) {
            return said == null
                    ? new ConditionState(condition, false, null, null, null)
                    : new ConditionState(condition, said.met(), new PersonId(said.byId()), said.at(), null);
        }
        if (said != null && !said.met()) {
            return new ConditionState(condition, false, new PersonId(said.byId()), said.at(), null);
        }
        return proofs.stream()
                .filter(proof -> proof.proof().kind().equals(condition.evidence()))
                .flatMap(proof -> proof.pieces().stream())
                .filter(piece -> said == null
                        || said.evidenceId() == null
                        || said.evidenceId().equals(piece.id()))
                .filter(reliable)
                .findFirst()
                .map(piece -> new ConditionState(condition, true, piece.by(), piece.at(), piece.id()))
                .orElseGet(() -> new ConditionState(condition, false, null, null, null));
    }

    private List<Missing> missing(
            Stage stage,
            List<ConditionState> conditions,
            List<ProofState> proofs,
            List<ActionState> actions,
            List<Piece> pieces,
            @Nullable Deal deal,
            Predicate<Piece> reliable) {
        var missing = new ArrayList<Missing>();
        conditions.stream()
                .filter(state -> !state.met())
                .forEach(state -> missing.add(new Missing(
                        "condition." + state.condition().code(),
                        state.condition().text())));
        for (var proof : proofs) {
            if (!proof.there()) {
                why(proof, conditions).ifPresent(missing::add);
            }
        }
        actions.stream()
                .filter(state -> state.action().required() && state.doneAt() == null)
                .forEach(state -> missing.add(new Missing(
                        "action." + state.action().key(), state.action().text())));
        if (deal != null) {
            stage.fields().stream()
                    .filter(rule -> !fields.holds(rule, deal))
                    .forEach(rule -> missing.add(new Missing("field." + rule.field(), rule.text())));
            missing.addAll(earlier.brokenBefore(stage, pieces, reliable));
            approvals
                    .missingBefore(deal, stage.order())
                    .forEach(before -> missing.add(texts.said("approval", before.key(), before.name())));
        }
        return missing;
    }

    /**
     * Whether a difference goes on standing although there are other files: only one that was handed in later and says
     * itself what is compared can answer for it, not one that says nothing about it (SG-04).
     */
    private static boolean stands(Piece piece, Stage.Proof proof, List<Piece> ofKind) {
        if (piece.deleted() || !piece.unexplained()) {
            return false;
        }
        var compared =
                switch (proof.compare()) {
                    case "amount" -> Mismatch.What.AMOUNT;
                    case "date" -> Mismatch.What.DATE;
                    default -> null;
                };
        return compared != null
                && ofKind.stream().noneMatch(other -> other.at().isAfter(piece.at()) && other.answersFor(compared));
    }

    /** What is wrong with a kind of file; nothing where a condition that it proves says so already. */
    private Optional<Missing> why(ProofState proof, List<ConditionState> conditions) {
        var kind = proof.proof().kind();
        var live = proof.pieces().stream().filter(piece -> !piece.deleted()).toList();
        if (live.stream().anyMatch(Piece::declined)) {
            return Optional.of(texts.said("declined", kind, proof.proof().name()));
        }
        if (live.stream().anyMatch(Piece::unread)) {
            return Optional.of(texts.said("unread", kind, proof.proof().name()));
        }
        if (live.stream().anyMatch(Piece::unexplained)) {
            return Optional.of(texts.said("mismatch", kind, proof.proof().name()));
        }
        if (!proof.pieces().isEmpty() && (proof.proof().required() || !live.isEmpty())) {
            return Optional.of(texts.said("broken", kind, proof.proof().name()));
        }
        var saidByCondition = conditions.stream()
                .anyMatch(state -> state.condition().evidence().equals(kind) && !state.met());
        return proof.proof().required() && !saidByCondition
                ? Optional.of(new Missing("evidence." + kind, proof.proof().name()))
                : Optional.empty();
    }

    private List<UUID> relied(List<ConditionState> conditions, List<ProofState> proofs, Predicate<Piece> reliable) {
        var relied = new ArrayList<UUID>();
        conditions.stream()
                .map(ConditionState::evidenceId)
                .filter(id -> id != null)
                .forEach(relied::add);
        proofs.stream()
                .flatMap(proof -> proof.pieces().stream())
                .filter(reliable)
                .map(Piece::id)
                .filter(id -> !relied.contains(id))
                .forEach(relied::add);
        return relied.stream().distinct().toList();
    }
}
