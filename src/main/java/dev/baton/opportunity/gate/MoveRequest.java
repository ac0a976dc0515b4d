package dev.baton.opportunity.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to happen to a deal. It is all that a task's variables can say: whether it may happen is read from
 * the records.
 *
 * @param action {@code advance}, {@code return} or {@code lose}
 * @param reason why (SG-07)
 * @param toStage where to; an advance past the next stage is a jump
 */
public record MoveRequest(
        @Nullable String action,
        @Nullable String reason,
        @Nullable String toStage) {

    static final String ADVANCE = "advance";
    static final String RETURN = "return";
    static final String LOSE = "lose";

    /** Reads whatever somebody has completed a task with: nonsense is a wish for nothing, and no fault of the process. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static MoveRequest read(@Nullable Object given) {
        var said = given instanceof Map<?, ?> map ? map : Map.of();
        return new MoveRequest(word(said, "action"), word(said, "reason"), word(said, "toStage"));
    }

    public static MoveRequest toAdvance(@Nullable String reason, @Nullable String toStage) {
        return new MoveRequest(ADVANCE, reason, toStage);
    }

    public static MoveRequest toReturn(@Nullable String reason, @Nullable String toStage) {
        return new MoveRequest(RETURN, reason, toStage);
    }

    public static MoveRequest toLose(@Nullable String reason) {
        return new MoveRequest(LOSE, reason, null);
    }

    public static @Nullable String word(Map<?, ?> said, String name) {
        return said.get(name) instanceof String word ? word : null;
    }

    public String given() {
        return reason == null ? "" : reason.strip();
    }
}
