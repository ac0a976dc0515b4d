package dev.baton.endtoend;

import dev.baton.engine.ProcessRecord;
import dev.baton.engine.Step;
import dev.baton.engine.StepWorker;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;

/** A step that takes its whole process with it, every time, as one that runs out of memory does. */
@TestComponent
class HaltingWorker implements StepWorker<HaltingWorker.Input, Void> {

    static final String JOB_TYPE = "test.halt";

    record Input() {}

    @Bean
    static ProcessRecord halting() {
        return new ProcessRecord("halting", "leadId", "lead");
    }

    @Override
    public String jobType() {
        return JOB_TYPE;
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public @Nullable Void work(Input input, Step step) {
        Runtime.getRuntime().halt(137);
        return null;
    }
}
