package dev.baton.engine;

import java.time.Instant;
import java.util.UUID;

/**
 * The engine asks for something that the record does not allow, whoever told it to: a command, a variable, an instance
 * started by hand. Another try would be refused as well, so the step becomes an incident at once.
 */
public class ForcedStep extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Said in the transaction of the incident, once for each step that was refused. */
    public record Refused(UUID recordId, String processId, String elementId, String reason, Instant at) {}

    public ForcedStep(String reason) {
        super(reason);
    }
}
