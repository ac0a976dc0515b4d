package dev.baton.engine;

import java.time.Instant;

/** One version of a diagram, table or form as it was deployed. */
public record DeployedResource(
        Kind kind, long key, String resourceId, int version, String content, Instant deployedAt) {

    /** What kind of thing the engine knows it as. */
    public enum Kind {
        PROCESS,
        DECISION,
        FORM
    }
}
