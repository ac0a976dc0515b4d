package dev.baton.approval.process;

import dev.baton.approval.question.NudgingColleague;
import dev.baton.engine.Deadlines;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class NudgeColleagueWorker implements StepWorker<NudgeColleagueWorker.Input, Void> {

    record Input(UUID questionId) {}

    private final NudgingColleague nudging;

    NudgeColleagueWorker(NudgingColleague nudging) {
        this.nudging = nudging;
    }

    @Override
    public String jobType() {
        return "approval.nudgeColleague";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        nudging.act(input.questionId(), 1, Deadlines.Actor.TIMER);
        return null;
    }
}
