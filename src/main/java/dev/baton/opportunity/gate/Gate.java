package dev.baton.opportunity.gate;

import dev.baton.evidence.Evidence;
import dev.baton.evidence.Mismatch;
import dev.baton.evidence.Piece;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.greenchannel.Purpose;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.policy.Text;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Refusal;
import dev.baton.shared.Words;
import dev.baton.staff.PersonId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Reads whether a deal may leave its stage: from the tables, the files and what people have said, and from nothing that a
 * caller or a process brings along. The step of the diagram and everybody who asks beforehand read it here.
 */
@Component
public class Gate {

    static final String REFUSED = "gate-refused";

    /** Where the files of a deal are kept. */
    public static final String RECORD_KIND = "deal";

    private static final int LONGEST_REASON = 1_000;

    /** @param code for example {@code condition.budget-confirmed}, {@code evidence.quote} or {@code reason} */
    public record Missing(String code, Text text) {

        /** In the language of a reader. */
        public Shown in(Locale language) {
            return new Shown(code, text.in(language));
        }
    }

    /** What is missing, as a refusal says it. */
    @Schema(name = "Shortfall")
    public record Shown(String code, String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    public record ConditionState(
            Stage.Condition condition,
            boolean met,
            @Nullable PersonId by,
            @Nullable Instant at,
            @Nullable UUID evidenceId) {}

    /** @param there whether one of the pieces may be relied on */
    public record ProofState(Stage.Proof proof, List<Piece> pieces, boolean there) {}

    public record ActionState(Stage.Action action, @Nullable Instant doneAt) {}

    /**
     * What was handed in for a stage that the deal does not stand in.
     *
     * @param name the key of the stage where today's table does not have it
     */
    public record Filed(String stage, Text name, List<ProofState> evidence) {}

    /**
     * What the gate of the present stage sees.
     *
     * @param relied the files that it would rely on
     * @param earlier files of earlier stages that it relies on where no gate has yet
     * @param depth of demand, 0 to 100 (F-11)
     */
    public record Look(
            Stage stage,
            List<ConditionState> conditions,
            List<ProofState> evidence,
            List<ActionState> actions,
            List<Missing> missing,
            List<UUID> relied,
            List<UUID> earlier,
            int depth) {}

    /**
     * Whether a wish may come true.
     *
     * @param missing empty where it may
     * @param to the stage that it leads to; absent where the diagram says what comes next
     * @param grant the green channel that a jump uses up
     */
    public record Decision(
            List<Missing> missing,
            Move move,
            @Nullable String to,
            @Nullable UUID grant,
            Look look) {

        public boolean passed() {
            return missing.isEmpty();
        }
    }

    private final StagePolicy policy;
    private final GateFacts facts;
    private final Evidence evidence;
    private final GreenChannels greenChannels;
    private final StandingOfApprovals approvals;
    private final BusinessCalendar calendar;
    private final MessageSource messages;
    private final Clock clock;

    Gate(
            StagePolicy policy,
            GateFacts facts,
            Evidence evidence,
            GreenChannels greenChannels,
            StandingOfApprovals approvals,
            BusinessCalendar calendar,
            MessageSource messages,
            Clock clock) {
        this.policy = policy;
        this.facts = facts;
        this.evidence = evidence;
        this.greenChannels = greenChannels;
        this.approvals = approvals;
        this.calendar = calendar;
        this.messages = messages;
        this.clock = clock;
    }

    /** Says no in the form that every door has. */
    public static Refusal refusal(List<Missing> missing) {
        var language = LocaleContextHolder.getLocale();
        return Refusal.conflict(
                REFUSED,
                Map.of("missing", missing.stream().map(one -> one.in(language)).toList()));
    }

    /**
     * Refuses a stage that somebody wants a deal to stand in without having gone there: the same no, with the same
     * reasons, that its gate has for everybody.
     *
     * @param deal null for one that does not exist yet, which would stand at the first gate
     * @param wanted the key of a stage or one of its names
     * @param reason why, where the door has a place for it
     */
    public void mustNotBeNamed(@Nullable Deal deal, @Nullable String wanted, @Nullable String reason) {
        if (wanted == null || wanted.isBlank()) {
            return;
        }
        var stages = policy.stages();
        var target = stages.stream()
                .filter(stage -> isNamed(stage, wanted.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        "stage",
                        Map.of(
                                "field",
                                "stage",
                                "value",
                                wanted,
                                "allowed",
                                stages.stream().map(Stage::key).toList())));
        var present = deal == null || deal.stage() == null ? stages.getFirst().key() : deal.stage();
        if (target.key().equals(present) && (deal == null || deal.state() == DealState.OPEN)) {
            return;
        }
        var look = deal == null || deal.stage() == null
                ? look(stages.getFirst(), Map.of(), List.of(), List.of(), null, this::reliable)
                : look(deal, this::reliable);
        var missing = new ArrayList<>(
                decide(deal, look, MoveRequest.toAdvance(reason, target.key())).missing());
        if (missing.isEmpty()) {
            missing.add(said("door"));
        }
        throw refusal(missing);
    }

    private static boolean isNamed(Stage stage, String wanted) {
        return stage.key().equalsIgnoreCase(wanted)
                || stage.name().zh().equals(wanted)
                || stage.name().en().equalsIgnoreCase(wanted);
    }

    /** As people see it: while the files cannot be looked at, they count as what they were. */
    public Look look(Deal deal) {
        return look(deal, this::seemsReliable);
    }

    private Look look(Deal deal, Predicate<Piece> reliable) {
        var stage = deal.stage();
        if (stage == null) {
            throw Refusal.conflict("deal-not-started", Map.of());
        }
        return look(
                policy.stage(stage),
                facts.said(deal.getId(), stage),
                facts.done(deal.getId()),
                pieces(deal),
                deal,
                reliable);
    }

    private List<Piece> pieces(Deal deal) {
        return evidence.of(RECORD_KIND, deal.getId());
    }

    /** The files of all stages but the one at whose gate the deal stands, in the order of the stages. */
    public List<Filed> filed(Deal deal) {
        var present = deal.state() == DealState.OPEN ? deal.stage() : null;
        var byStage = pieces(deal).stream()
                .filter(piece -> !piece.stage().equals(present))
                .collect(Collectors.groupingBy(Piece::stage));
        return byStage.entrySet().stream()
                .sorted(Comparator.comparing(
                        one -> policy.find(one.getKey()).map(Stage::order).orElse(Integer.MAX_VALUE)))
                .map(one -> filed(one.getKey(), one.getValue()))
                .toList();
    }

    private Filed filed(String key, List<Piece> pieces) {
        var stage = policy.find(key);
        var inTable = stage.map(Stage::evidence).orElse(List.of()).stream().map(Stage.Proof::kind);
        var proofs = Stream.concat(inTable, pieces.stream().map(Piece::kind))
                .distinct()
                .filter(kind -> pieces.stream().anyMatch(piece -> piece.kind().equals(kind)))
                .map(kind -> {
                    var ofKind = pieces.stream()
                            .filter(piece -> piece.kind().equals(kind))
                            .toList();
                    var proof = stage.flatMap(one -> one.proof(kind))
                            .orElseGet(() ->
                                    new Stage.Proof(kind, new Text(kind, kind), Set.of(), false, "none", Set.of()));
                    return new ProofState(proof, ofKind, ofKind.stream().anyMatch(this::seemsReliable));
                })
                .toList();
        return new Filed(key, stage.map(Stage::name).orElseGet(() -> new Text(key, key)), proofs);
    }

    /** Refuses for now while the files cannot be looked at: nothing passes on what it seemed to be. */
    public Decision decide(Deal deal, MoveRequest wish) {
        return decide(deal, look(deal, this::reliable), wish);
    }

    private Decision decide(@Nullable Deal deal, Look look, MoveRequest wish) {
        var missing = new ArrayList<Missing>();
        if (wish.given().isEmpty() || wish.given().length() > LONGEST_REASON) {
            missing.add(said("reason"));
        }
        return switch (wish.action() == null ? "" : wish.action()) {
            case MoveRequest.ADVANCE -> advance(deal, wish, look, missing);
            case MoveRequest.RETURN -> back(wish, look, missing);
            case MoveRequest.LOSE -> new Decision(missing, Move.LOST, Deal.LOST, null, look);
            default -> {
                missing.addFirst(said("action"));
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
            all.add(said("target"));
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
            all.add(noGrant());
            return new Decision(all, Move.JUMP, target, null, look);
        }
        // Proof of what has happened stands in for gates, and for nobody's approval (C-10).
        var lacking = new ArrayList<>(reason);
        approvals
                .missingBefore(deal, ahead.get().order())
                .forEach(before -> lacking.add(said("approval", before.key(), before.name())));
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
            missing.add(said("target"));
        }
        return new Decision(missing, Move.RETURN, there.orElse(null), null, look);
    }

    /** @throws IllegalStateException when an approval on the way into a stage is missing or void (SW-10) */
    public void mustBeApprovedBefore(Deal deal, Stage stage) {
        approvals.mustStandBefore(deal, stage);
    }

    Missing noGrant() {
        return said("green-channel");
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

    private Look look(
            Stage stage,
            Map<String, GateFacts.Said> said,
            List<GateFacts.Done> done,
            List<Piece> pieces,
            @Nullable Deal deal,
            Predicate<Piece> asked) {
        var reliable = once(asked);
        var proofs = stage.evidence().stream()
                .map(proof -> {
                    var ofKind = pieces.stream()
                            .filter(piece -> isOf(piece, stage.key(), proof.kind()))
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
                        done.stream()
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
                earlier(stage, pieces, reliable),
                Math.min(100, done.stream().mapToInt(GateFacts.Done::depth).sum()));
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
                    .filter(rule -> !holds(rule, deal))
                    .forEach(rule -> missing.add(new Missing("field." + rule.field(), rule.text())));
            missing.addAll(brokenBefore(stage, pieces, reliable));
            approvals
                    .missingBefore(deal, stage.order())
                    .forEach(before -> missing.add(said("approval", before.key(), before.name())));
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
            return Optional.of(said("declined", kind, proof.proof().name()));
        }
        if (live.stream().anyMatch(Piece::unread)) {
            return Optional.of(said("unread", kind, proof.proof().name()));
        }
        if (live.stream().anyMatch(Piece::unexplained)) {
            return Optional.of(said("mismatch", kind, proof.proof().name()));
        }
        if (!proof.pieces().isEmpty() && (proof.proof().required() || !live.isEmpty())) {
            return Optional.of(said("broken", kind, proof.proof().name()));
        }
        var saidByCondition = conditions.stream()
                .anyMatch(state -> state.condition().evidence().equals(kind) && !state.met());
        return proof.proof().required() && !saidByCondition
                ? Optional.of(new Missing("evidence." + kind, proof.proof().name()))
                : Optional.empty();
    }

    /** Files of earlier gates that are gone or damaged, with nothing in their place (SG-03). */
    private List<Missing> brokenBefore(Stage present, List<Piece> pieces, Predicate<Piece> reliable) {
        var broken = new ArrayList<Missing>();
        pieces.stream().map(Piece::stage).distinct().forEach(key -> policy.find(key)
                .filter(stage -> stage.order() < present.order())
                .ifPresent(stage -> stage.evidence().stream()
                        .filter(Stage.Proof::required)
                        .forEach(proof -> {
                            var ofKind = pieces.stream()
                                    .filter(piece -> isOf(piece, key, proof.kind()))
                                    .toList();
                            if (!ofKind.isEmpty() && ofKind.stream().noneMatch(reliable)) {
                                broken.add(said("broken", key + "." + proof.kind(), proof.name()));
                            }
                        })));
        return broken;
    }

    private boolean holds(Stage.FieldRule rule, Deal deal) {
        Object value =
                switch (rule.field()) {
                    case "amount" -> deal.money().amount();
                    case "discount" -> deal.discount();
                    case "expectedCloseOn" -> deal.expectedCloseOn();
                    case "contractType" -> deal.contractType();
                    case "customerEmail" -> deal.customerEmail();
                    default ->
                        throw new IllegalStateException("stage-fields names a field that no deal has: " + rule.field());
                };
        return switch (rule.rule()) {
            case "required" -> value != null;
            case "future" ->
                value instanceof LocalDate date
                        && !date.isBefore(LocalDate.ofInstant(clock.instant(), calendar.zone()));
            case "min" -> value instanceof Number number && number.doubleValue() >= rule.limit();
            case "max" -> value instanceof Number number && number.doubleValue() <= rule.limit();
            default -> throw new IllegalStateException("stage-fields knows no rule " + rule.rule());
        };
    }

    /** A file is asked about in several places of one look; its storage, which may be far away, is asked once. */
    private static Predicate<Piece> once(Predicate<Piece> asked) {
        var known = new HashMap<UUID, Boolean>();
        return piece -> known.computeIfAbsent(piece.id(), id -> asked.test(piece));
    }

    private boolean reliable(Piece piece) {
        return !piece.deleted() && !piece.unexplained() && evidence.intact(piece);
    }

    private boolean seemsReliable(Piece piece) {
        try {
            return reliable(piece);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNAVAILABLE) {
                throw refused;
            }
            return true;
        }
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

    /** Files that the gates before ask for: one that was handed in anew takes the place of one that broke. */
    private List<UUID> earlier(Stage present, List<Piece> pieces, Predicate<Piece> reliable) {
        return pieces.stream()
                .filter(piece -> policy.find(piece.stage())
                        .filter(stage -> stage.order() < present.order())
                        .flatMap(stage -> stage.proof(piece.kind()))
                        .filter(Stage.Proof::required)
                        .isPresent())
                .filter(reliable)
                .map(Piece::id)
                .toList();
    }

    private static boolean isOf(Piece piece, String stage, String kind) {
        return piece.stage().equals(stage) && piece.kind().equals(kind);
    }

    private Missing said(String code) {
        return new Missing(code, words("gate." + code));
    }

    private Missing said(String code, String what, Text name) {
        return new Missing(
                code + "." + what,
                new Text(
                        words("gate." + code, Locale.SIMPLIFIED_CHINESE, name.zh()),
                        words("gate." + code, Locale.ENGLISH, name.en())));
    }

    private Text words(String key) {
        return new Text(words(key, Locale.SIMPLIFIED_CHINESE), words(key, Locale.ENGLISH));
    }

    private String words(String key, Locale language, Object... values) {
        return Words.of(messages, key, key, language, values);
    }
}
