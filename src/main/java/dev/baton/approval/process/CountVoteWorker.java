package dev.baton.approval.process;

import dev.baton.approval.vote.CountingVote;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class CountVoteWorker implements StepWorker<CountVoteWorker.Input, CountingVote.Counted> {

    record Input(UUID dealId, @Nullable String seatId) {}

    private final CountingVote counting;

    CountVoteWorker(CountingVote counting) {
        this.counting = counting;
    }

    @Override
    public String jobType() {
        return "approval.countVote";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public CountingVote.Counted work(Input input, Step step) {
        return counting.count(step.processInstanceKey(), input.seatId());
    }
}
