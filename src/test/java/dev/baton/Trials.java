package dev.baton;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Tries a rule on many random cases. Each run tries new ones; what fails says the seed, and {@code -Dseed=…} repeats
 * that one case.
 */
public final class Trials {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATOR =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** One try of a rule. */
    @FunctionalInterface
    public interface Rule {
        void holds(RandomGenerator random) throws Exception;
    }

    private Trials() {}

    public static void run(int tries, Rule rule) {
        var wanted = Long.getLong("seed");
        var seeds = RandomGenerator.getDefault();
        for (var count = 0; count < (wanted == null ? tries : 1); count++) {
            var seed = wanted == null ? seeds.nextLong() : wanted;
            try {
                rule.holds(GENERATOR.create(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Does not hold with -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
