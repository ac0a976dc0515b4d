package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EngineAnswersTests {

    static List<Throwable> there() {
        return answers(Status.ALREADY_EXISTS);
    }

    static List<Throwable> gone() {
        return answers(Status.NOT_FOUND);
    }

    private static List<Throwable> answers(Status status) {
        StatusRuntimeException answer = status.asRuntimeException();
        return List.of(answer, new CompletionException(answer), new ClientStatusException(status, answer));
    }

    @ParameterizedTest
    @MethodSource("there")
    void aMessageThatTheEngineHasCountsAsSent(Throwable error) {
        assertThat(EngineAnswers.isAlreadyThere(error)).isTrue();
        assertThat(EngineAnswers.isGone(error)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("gone")
    void aJobThatIsGoneIsDone(Throwable error) {
        assertThat(EngineAnswers.isGone(error)).isTrue();
        assertThat(EngineAnswers.isAlreadyThere(error)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void onlyAFullEngineIsBusy(Status.Code code) {
        assertThat(EngineAnswers.isBusy(Status.fromCode(code).asRuntimeException()))
                .isEqualTo(code == Status.Code.RESOURCE_EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void anEngineThatIsAwayIsNotSlow(Status.Code code) {
        assertThat(EngineAnswers.isSlow(Status.fromCode(code).asRuntimeException()))
                .isEqualTo(code == Status.Code.RESOURCE_EXHAUSTED || code == Status.Code.DEADLINE_EXCEEDED);
    }
}
