package dev.baton.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTests {

    /** Neighbours of {@link Ids#next} differ in a few bits; of these each differs in many from the one before. */
    @Test
    void whoeverHasOneUnguessableIdDoesNotKnowTheNext() {
        var ids = Stream.generate(Ids::unguessable).limit(1_000).toList();
        for (int i = 1; i < ids.size(); i++) {
            var different =
                    ids.get(i).getLeastSignificantBits() ^ ids.get(i - 1).getLeastSignificantBits();
            assertThat(Long.bitCount(different)).isGreaterThan(8);
        }
        assertThat(ids).doesNotHaveDuplicates();
    }
}
