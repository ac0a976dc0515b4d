package dev.baton.evidence;

import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gate let a record pass.
 *
 * @param gate for example {@code needs-analysis}
 * @param pieces the files it relied on; may be empty
 * @param facts what else it relied on: JSON values under names
 * @param tableVersion which version of which table it went by, for example {@code stage-policy:3}
 * @param by who asked it to, null for the process
 */
public record Acceptance(
        String recordKind,
        UUID recordId,
        String gate,
        List<UUID> pieces,
        Map<String, ?> facts,
        String tableVersion,
        @Nullable PersonId by) {

    public Acceptance {
        pieces = List.copyOf(pieces);
        facts = Map.copyOf(facts);
    }
}
