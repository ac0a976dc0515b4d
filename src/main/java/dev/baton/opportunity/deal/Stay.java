package dev.baton.opportunity.deal;

import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In which stage a deal stands, since when, and until when it should. */
@Embeddable
record Stay(
        String stage,
        Instant enteredAt,
        @Nullable Instant dueAt,
        @Nullable Instant freezeAt) {

    /** Nothing is due any more; the stage stays on file. */
    Stay ended() {
        return new Stay(stage, enteredAt, null, null);
    }

    Stay begunEarlier(Duration by) {
        return new Stay(stage, enteredAt.minus(by), earlier(dueAt, by), earlier(freezeAt, by));
    }

    private static @Nullable Instant earlier(@Nullable Instant at, Duration by) {
        return at == null ? null : at.minus(by);
    }
}
