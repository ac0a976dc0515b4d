package dev.baton.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.SecureRandom;
import java.util.UUID;

/** Identifiers that sort by time (UUIDv7), so that new rows land at the end of every index. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private static final TimeBasedEpochRandomGenerator UNGUESSABLE =
            Generators.timeBasedEpochRandomGenerator(new SecureRandom());

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /**
     * Each drawn anew, where an id is a secret as well: those of {@link #next} are counted on within a millisecond, so
     * that whoever has one knows its neighbours.
     */
    public static UUID unguessable() {
        return UNGUESSABLE.generate();
    }
}
