package dev.baton.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

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

    /** The job type that the diagram names: {@code lead.cleanPhone} for {@code CleanPhoneWorker} in the module {@code lead}. */
    default String jobType() {
        var type = ClassUtils.getUserClass(this);
        var module = type.getPackageName().replaceFirst("^dev\\.baton\\.(\\w+).*$", "$1");
        return module + "." + StringUtils.uncapitalize(type.getSimpleName().replaceFirst("Worker$", ""));
    }

    /** What the type parameter says. */
    @SuppressWarnings("unchecked") // The first type parameter of this interface is I.
    default Class<I> input() {
        var input = ResolvableType.forClass(StepWorker.class, ClassUtils.getUserClass(this))
                .getGeneric(0)
                .resolve();
        if (input == null) {
            throw new IllegalStateException(getClass() + " does not say which record it takes");
        }
        return (Class<I>) input;
    }

    @Nullable
    O work(I input, Step step);
}
