package dev.baton.approval.process;

import dev.baton.approval.escalation.ClimbingLadder;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class ClimbLadderWorker implements StepWorker<ClimbLadderWorker.Input, ClimbingLadder.Climbed> {

    record Input(UUID dealId) {}

    private final ClimbingLadder climbing;

    ClimbLadderWorker(ClimbingLadder climbing) {
        this.climbing = climbing;
    }

    @Override
    public String jobType() {
        return "approval.climbLadder";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public ClimbingLadder.Climbed work(Input input, Step step) {
        return climbing.climb(step.processInstanceKey());
    }
}
