package dev.baton.opportunity.stage;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.baton.engine.Deadlines;
import dev.baton.opportunity.deal.AnsweredBy;
import dev.baton.opportunity.deal.DealDeadlines;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.deal.Substates;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps why a deal does not move (SW-03); the sub-state's limit counts anew from there. */
@Component
public class AnsweringBlocker {

    /** @param reason one of the table {@code blocker-reasons} */
    public record Answer(@Nullable String reason, @Nullable String note) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Answer read(@Nullable Object given) {
            var said = given instanceof Map<?, ?> map ? map : Map.of();
            return new Answer(MoveRequest.word(said, "reason"), MoveRequest.word(said, "note"));
        }
    }

    private static final int LONGEST_NOTE = 1_000;

    private final Deals deals;
    private final StagePolicy policy;
    private final Substates substates;
    private final Deadlines deadlines;
    private final DealTimeline timeline;
    private final Clock clock;

    AnsweringBlocker(
            Deals deals,
            StagePolicy policy,
            Substates substates,
            Deadlines deadlines,
            DealTimeline timeline,
            Clock clock) {
        this.deals = deals;
        this.policy = policy;
        this.substates = substates;
        this.deadlines = deadlines;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Refuses a reason that nobody can pick. */
    void check(Answer answer) {
        var reasons = policy.blockerReasons().stream().map(Stage.Substate::key).toList();
        if (answer.reason() == null || answer.reason().isBlank()) {
            throw Refusal.invalid("missing-field", "reason", Map.of("field", "reason"));
        }
        if (!reasons.contains(answer.reason())) {
            throw Refusal.invalid(
                    "invalid-enum", "reason", Map.of("field", "reason", "value", answer.reason(), "allowed", reasons));
        }
        if (answer.note() != null && answer.note().length() > LONGEST_NOTE) {
            throw Refusal.invalid("too-long", "note", Map.of("field", "note", "max", LONGEST_NOTE));
        }
    }

    /** An answer that no form could have given is none: the question comes again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answer(DealId id, @Nullable Answer answer, @Nullable AnsweredBy by) {
        var deal = deals.change(id);
        var now = clock.instant();
        var given = answer == null ? new Answer(null, null) : answer;
        var person = by == null || by.person() == null ? deal.owner() : by.person();
        try {
            check(given);
        } catch (Refusal unusable) {
            timeline.add(id, now, "BLOCKER_REFUSED", person, Map.of());
            return;
        }
        var reason = String.valueOf(given.reason());
        substates.answer(deal, reason, given.note(), person, now);
        deadlines.close(id.value(), deal.substateRound(), DealDeadlines.OF_A_SUBSTATE);
        deal.watchAnew(now);
        timeline.add(id, now, "BLOCKER_ANSWERED", person, Map.of("reason", reason));
    }
}
