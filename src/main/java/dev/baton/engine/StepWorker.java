package dev.baton.engine;

import org.jspecify.annotations.Nullable;

/**
 * Does one service task of a diagram; the border around it makes its effect happen once, however often the engine
 * delivers the job.
 *
 * <p>{@link #work} runs inside a transaction that also holds the entry in the job log. An exception is a technical
 * fault: the job is tried again with back-off and becomes an incident when its retries are used up. A {@link
 * BpmnRefusal} is a business refusal that the diagram catches.
 *
 * @param <I> a record whose components name the process variables that are fetched
 * @param <O> a record whose components become process variables; null output sets none
 */
public interface StepWorker<I extends Record, O> {

    /** The job type that the diagram names, for example {@code lead.cleanPhone}. */
    String jobType();

    Class<I> input();

    @Nullable
    O work(I input, Step step);
}
