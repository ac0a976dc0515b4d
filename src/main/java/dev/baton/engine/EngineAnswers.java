package dev.baton.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.concurrent.CompletionException;

/**
 * Reads what an error of the client means. The client wraps errors for those who wait for an answer; those who are
 * called back get them as the transport threw them.
 */
final class EngineAnswers {

    private EngineAnswers() {}

    /** The job was completed, or its task was ended by an event or a cancellation. */
    static boolean isGone(Throwable error) {
        return code(error) == Status.Code.NOT_FOUND;
    }

    /** The engine has a message with this id: the sender was here before and did not get to write it down. */
    static boolean isAlreadyThere(Throwable error) {
        return code(error) == Status.Code.ALREADY_EXISTS;
    }

    /** What was asked is wrong in itself, and will be whenever it is asked again. */
    static boolean isRefused(Throwable error) {
        return code(error) == Status.Code.INVALID_ARGUMENT;
    }

    /** The engine has as many commands before it as it wants; it will take this one a little later. */
    static boolean isBusy(Throwable error) {
        return code(error) == Status.Code.RESOURCE_EXHAUSTED;
    }

    /** The engine is there and has not got round to it, or to saying so. */
    static boolean isSlow(Throwable error) {
        return isBusy(error) || code(error) == Status.Code.DEADLINE_EXCEEDED;
    }

    private static Status.Code code(Throwable error) {
        return switch (error) {
            case ClientStatusException status -> status.getStatusCode();
            case CompletionException wrapped when wrapped.getCause() != null -> code(wrapped.getCause());
            default -> Status.fromThrowable(error).getCode();
        };
    }
}
