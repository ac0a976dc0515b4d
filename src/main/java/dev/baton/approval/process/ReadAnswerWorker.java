package dev.baton.approval.process;

import dev.baton.approval.question.ReadingAnswer;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class ReadAnswerWorker implements StepWorker<ReadAnswerWorker.Input, ReadAnswerWorker.Output> {

    record Input(UUID questionId) {}

    record Output(boolean answered) {}

    private final ReadingAnswer reading;

    ReadAnswerWorker(ReadingAnswer reading) {
        this.reading = reading;
    }

    @Override
    public String jobType() {
        return "approval.readAnswer";
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Output work(Input input, Step step) {
        return new Output(reading.answered(input.questionId()));
    }
}
