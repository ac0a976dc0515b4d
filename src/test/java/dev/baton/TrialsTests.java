package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A rule that fails one time in a thousand is of no use when nobody can see that case again. */
class TrialsTests {

    @Test
    void saysTheSeedOfTheCaseThatFailsAndRepeatsIt() {
        var seen = new ArrayList<Integer>();
        Trials.Rule smallNumbersOnly = random -> {
            var number = random.nextInt(10);
            seen.add(number);
            assertThat(number).isLessThan(9);
        };

        var failure = catchThrowable(() -> Trials.run(10_000, smallNumbersOnly));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("-Dseed=");

        var seed = failure.getMessage().replaceAll("(?s).*-Dseed=(-?\\d+).*", "$1");
        seen.clear();
        System.setProperty("seed", seed);
        try {
            assertThat(catchThrowable(() -> Trials.run(10_000, smallNumbersOnly)))
                    .hasMessageContaining("-Dseed=" + seed);
        } finally {
            System.clearProperty("seed");
        }
        assertThat(seen).containsExactly(9);
    }

    @Test
    void triesNewCasesEachTime() {
        var first = new ArrayList<Long>();
        var second = new ArrayList<Long>();

        Trials.run(5, random -> first.add(random.nextLong()));
        Trials.run(5, random -> second.add(random.nextLong()));

        assertThat(first).hasSize(5).doesNotHaveDuplicates().doesNotContainAnyElementsOf(second);
    }
}
