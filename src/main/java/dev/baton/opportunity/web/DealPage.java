package dev.baton.opportunity.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.operate.InstancesInOperate;
import dev.baton.evidence.Piece;
import dev.baton.opportunity.EditingDeals;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.Transitions;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.staff.PersonId;
import dev.baton.web.ProblemTexts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the page of a deal together, in the language of its reader. */
@Component
class DealPage {

    /** @param unknownYears years whose holidays are not known yet, so that {@code dueAt} may still move */
    @Schema(name = "DealStage")
    record StageNow(
            String key,
            String name,
            String definition,
            int definitionVersion,
            String definitionApprovedBy,
            @Nullable Instant enteredAt,
            @Nullable Instant dueAt,
            @Nullable Instant freezeAt,
            List<Integer> unknownYears) {}

    @Schema(name = "GateCondition")
    record Condition(
            String code,
            String text,
            boolean met,
            DealQueries.@Nullable Owner by,
            @Nullable Instant at,
            @Nullable String evidenceKind) {}

    @Schema(name = "EvidenceSlot")
    record Proof(String kind, String text, boolean required, List<String> types, boolean there, List<OnFile> pieces) {}

    /** A file of a slot, as far as the page of its deal tells of it. */
    @Schema(name = "FileOnDeal")
    record OnFile(UUID id, String kind, String fileName, String contentType, long size, PersonId by, Instant at) {

        static OnFile of(Piece piece) {
            return new OnFile(
                    piece.id(),
                    piece.kind(),
                    piece.fileName(),
                    piece.contentType(),
                    piece.size(),
                    piece.by(),
                    piece.at());
        }
    }

    @Schema(name = "FiledEvidence")
    record Filed(String stage, String name, List<Proof> evidence) {}

    @Schema(name = "DealGate")
    record GateNow(List<Condition> conditions, List<Proof> evidence, List<Gate.Shown> missing) {}

    @Schema(name = "MustDoAction")
    record Target(String kind, String target) {}

    @Schema(name = "MustDoItem")
    record ToDo(
            String key,
            String text,
            boolean required,
            @Nullable Instant doneAt,
            Target action) {}

    @Schema(name = "Choice")
    record Choice(String key, String name) {}

    @Schema(name = "StageTransition")
    record Changed(
            Instant at,
            @Nullable String fromStage,
            String toStage,
            Move kind,
            @Nullable String reason,
            DealQueries.@Nullable Owner by,
            @Nullable Long dwellSeconds) {}

    /** The deal's own fields, except that {@code stage} is told in full. */
    @Schema(name = "Deal")
    record Shown(
            @JsonUnwrapped
            @com.fasterxml.jackson.annotation.JsonIgnoreProperties({"stage", "enteredAt", "dueAt", "freezeAt"})
            DealQueries.Details deal,

            @Nullable StageNow stage,
            @Nullable GateNow gate,
            List<Filed> filed,
            List<ToDo> mustDo,
            List<Choice> substates,
            @Nullable Integer demandDepth,
            List<Changed> transitions,
            @Nullable UUID taskId,
            boolean canSupervise,
            @Nullable String operateUrl) {}

    /**
     * What came of an edit of one deal.
     *
     * @param changed the fields that are different now; empty where nothing was, or where it was refused
     * @param code of the refusal, with the field, the words and what a gate misses
     */
    @Schema(name = "EditResult")
    record Result(
            UUID id,
            boolean done,
            List<String> changed,
            @Nullable String code,
            @Nullable String field,
            @Nullable String message,
            List<Gate.Shown> missing) {}

    private final ShowingDeal showing;
    private final DealQueries queries;
    private final Transitions transitions;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final ProblemTexts texts;
    private final InstancesInOperate operate;

    DealPage(
            ShowingDeal showing,
            DealQueries queries,
            Transitions transitions,
            StagePolicy policy,
            DwellPolicy dwell,
            ProblemTexts texts,
            InstancesInOperate operate) {
        this.showing = showing;
        this.queries = queries;
        this.transitions = transitions;
        this.policy = policy;
        this.dwell = dwell;
        this.texts = texts;
        this.operate = operate;
    }

    Result result(EditingDeals.Outcome outcome, Locale language) {
        var no = outcome.refusal();
        if (no == null) {
            return new Result(outcome.id().value(), true, outcome.changed(), null, null, null, List.of());
        }
        var values = new HashMap<>(no.values());
        values.putIfAbsent("field", String.valueOf(no.field()));
        var missing = no.values().get("missing") instanceof List<?> list
                ? list.stream().map(Gate.Shown.class::cast).toList()
                : List.<Gate.Shown>of();
        return new Result(
                outcome.id().value(),
                false,
                List.of(),
                no.code(),
                no.field(),
                texts.find(no.code(), "detail", values, language)
                        .or(() -> texts.find(no.code(), "title", values, language))
                        .orElse(no.code()),
                missing);
    }

    Shown of(DealId id, boolean canSupervise, Locale language) {
        var shown = showing.show(id);
        var deal = shown.deal();
        var look = shown.look();
        return new Shown(
                deal,
                deal.stage() == null ? null : stage(deal, deal.stage(), language),
                look == null ? null : gate(look, language),
                shown.filed().stream()
                        .map(one -> new Filed(one.stage(), one.name().in(language), proofs(one.evidence(), language)))
                        .toList(),
                look == null ? List.of() : toDo(look, language),
                look == null
                        ? List.of()
                        : look.stage().substates().stream()
                                .map(one -> new Choice(one.key(), one.name().in(language)))
                                .toList(),
                look == null ? null : look.depth(),
                changes(id),
                shown.taskId(),
                canSupervise,
                operate.url(deal.processInstanceKey()));
    }

    InstancesInOperate.Look operate(DealId id) {
        return operate.look(showing.show(id).deal().processInstanceKey());
    }

    private @Nullable StageNow stage(DealQueries.Details deal, String key, Locale language) {
        return policy.find(key)
                .map(stage -> new StageNow(
                        key,
                        stage.name().in(language),
                        stage.definition().in(language),
                        stage.definitionVersion(),
                        stage.definitionApprovedBy(),
                        deal.enteredAt(),
                        deal.dueAt(),
                        deal.freezeAt(),
                        deal.enteredAt() == null
                                ? List.of()
                                : dwell.unknownYears(DwellPolicy.Limit.STAGE, key, deal.enteredAt())))
                .orElse(null);
    }

    private GateNow gate(Gate.Look look, Locale language) {
        return new GateNow(
                look.conditions().stream()
                        .map(state -> new Condition(
                                state.condition().code(),
                                state.condition().text().in(language),
                                state.met(),
                                person(state.by()),
                                state.at(),
                                state.condition().evidence().isEmpty()
                                        ? null
                                        : state.condition().evidence()))
                        .toList(),
                proofs(look.evidence(), language),
                look.missing().stream().map(one -> one.in(language)).toList());
    }

    private static List<Proof> proofs(List<Gate.ProofState> states, Locale language) {
        return states.stream()
                .map(state -> new Proof(
                        state.proof().kind(),
                        state.proof().name().in(language),
                        state.proof().required(),
                        state.proof().types().stream()
                                .flatMap(type -> type.extensions().stream())
                                .sorted()
                                .toList(),
                        state.there(),
                        state.pieces().stream().map(OnFile::of).toList()))
                .toList();
    }

    private static List<ToDo> toDo(Gate.Look look, Locale language) {
        return look.actions().stream()
                .map(state -> new ToDo(
                        state.action().key(),
                        state.action().text().in(language),
                        state.action().required(),
                        state.doneAt(),
                        new Target(state.action().kind(), state.action().target())))
                .toList();
    }

    private List<Changed> changes(DealId id) {
        return transitions.of(id).stream()
                .map(one -> new Changed(
                        one.at(),
                        one.fromStage(),
                        one.toStage(),
                        one.kind(),
                        one.reason(),
                        one.byId() == null ? null : person(new PersonId(one.byId())),
                        one.dwellSeconds()))
                .toList();
    }

    private DealQueries.@Nullable Owner person(@Nullable PersonId id) {
        return id == null ? null : queries.named(id);
    }
}
