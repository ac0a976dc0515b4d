package dev.baton.opportunity.gate;

import dev.baton.evidence.Piece;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.policy.Text;
import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    public static final String RECORD_KIND = Deal.KIND;

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
    private final LookingAtGate looking;
    private final DecidingMove deciding;
    private final ReliableFiles files;
    private final EarlierFiles earlier;
    private final StandingOfApprovals approvals;
    private final GateFacts facts;
    private final GateTexts texts;

    Gate(
            StagePolicy policy,
            LookingAtGate looking,
            DecidingMove deciding,
            ReliableFiles files,
            EarlierFiles earlier,
            StandingOfApprovals approvals,
            GateFacts facts,
            GateTexts texts) {
        this.policy = policy;
        this.looking = looking;
        this.deciding = deciding;
        this.files = files;
        this.earlier = earlier;
        this.approvals = approvals;
        this.facts = facts;
        this.texts = texts;
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
                ? looking.look(stages.getFirst())
                : looking.look(deal, files::reliable);
        var missing = new ArrayList<>(deciding.decide(deal, look, MoveRequest.toAdvance(reason, target.key()))
                .missing());
        if (missing.isEmpty()) {
            missing.add(texts.said("door"));
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
        return looking.look(deal, files::seemsReliable);
    }

    /** Tells a deal how much its gate misses now. */
    public void note(Deal deal) {
        deal.missing(look(deal).missing().size());
    }

    /** What was ticked and approved in a stage and behind it has to be ticked and approved again. */
    public void forgetFrom(Deal deal, Stage stage) {
        var from = policy.stages().stream()
                .filter(other -> other.order() >= stage.order())
                .toList();
        facts.forgetTicks(deal.getId(), from.stream().map(Stage::key).toList());
        deal.forgetApprovals(
                from.stream().filter(Stage::needsApproval).map(Stage::approval).toList());
    }

    /** The files of all stages but the one at whose gate the deal stands, in the order of the stages. */
    public List<Filed> filed(Deal deal) {
        return earlier.filed(deal);
    }

    /** Refuses for now while the files cannot be looked at: nothing passes on what it seemed to be. */
    public Decision decide(Deal deal, MoveRequest wish) {
        return deciding.decide(deal, looking.look(deal, files::reliable), wish);
    }

    /** @throws dev.baton.engine.ForcedStep when an approval on the way into a stage is missing or void (SW-10) */
    public void mustBeApprovedBefore(Deal deal, Stage stage) {
        approvals.mustStandBefore(deal, stage);
    }

    Missing noGrant() {
        return texts.said("green-channel");
    }
}
