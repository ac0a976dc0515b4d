package dev.baton.opportunity.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import dev.baton.opportunity.deal.AnsweredBy;
import dev.baton.opportunity.deal.DealFacts;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.gate.CheckingGate;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.staff.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CheckGateWorker implements StepWorker<CheckGateWorker.Input, CheckGateWorker.Output> {

    record Input(
            DealId dealId,
            String stage,
            @Nullable MoveRequest wish,
            @Nullable AnsweredBy wishedBy) {}

    /** The wish is cleared, so that the next task cannot be completed with the words of the last one. */
    record Output(
            boolean decided,
            @Nullable String move,
            @Nullable String toStage,
            List<String> missing,
            @Nullable MoveRequest wish,
            @Nullable AnsweredBy wishedBy,
            PersonId passedBy,
            @JsonUnwrapped DealFacts facts) {}

    private final CheckingGate checking;

    CheckGateWorker(CheckingGate checking) {
        this.checking = checking;
    }

    @Override
    public String jobType() {
        return "opportunity.checkGate";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        var checked = checking.check(input.dealId(), input.stage(), input.wish(), input.wishedBy());
        return new Output(
                checked.decided(),
                checked.move(),
                checked.toStage(),
                checked.missing(),
                null,
                null,
                checked.by(),
                checked.facts());
    }
}
