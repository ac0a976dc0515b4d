package dev.baton.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.baton.Trials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairTurnsTests {

    /** F-01, worked example: A 29.8 %, B 19.1 %, C 51.0 %. */
    private static final Map<String, Double> EXAMPLE = Map.of("A", 1.5832, "B", 1.0170, "C", 2.7113);

    @Test
    void givesTheWorkedExampleItsThirtyNineteenAndFiftyOneLeads() {
        assertThat(distribute(EXAMPLE, 100)).containsExactlyInAnyOrderEntriesOf(Map.of("A", 30, "B", 19, "C", 51));
    }

    @Test
    void showsTheSharesOfTheWorkedExample() {
        var shares = FairTurns.shares(EXAMPLE);

        assertThat(shares.get("A") / 10_000d).isCloseTo(29.8, within(0.05));
        assertThat(shares.get("B") / 10_000d).isCloseTo(19.1, within(0.06));
        assertThat(shares.get("C") / 10_000d).isCloseTo(51.0, within(0.07));
    }

    @Test
    void keepsEverybodyWithinOneLeadOfTheirShareWhileWeightsStandStill() {
        Trials.run(300, random -> {
            var weights = weights(random);
            var team = named(weights);
            var total = weights.stream().mapToDouble(Double::doubleValue).sum();
            var credits = new TreeMap<String, Long>();
            var counts = new HashMap<String, Integer>();
            for (var lead = 1; lead <= 400; lead++) {
                var turn = FairTurns.next("lead-" + lead, team, credits);
                credits.putAll(turn.after());
                counts.merge(turn.chosen(), 1, Integer::sum);
                for (var rep : team.entrySet()) {
                    var due = lead * rep.getValue() / total;
                    assertThat(counts.getOrDefault(rep.getKey(), 0) - due)
                            .as("%s after %s leads of %s", rep.getKey(), lead, weights)
                            .isBetween(-1.01, 1.01);
                }
            }
        });
    }

    @Test
    void paysOutExactlyOneLeadADecision() {
        Trials.run(1_000, random -> {
            var turn = FairTurns.next("lead", named(weights(random)), Map.of());

            assertThat(turn.shares().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(FairTurns.LEAD);
            assertThat(turn.after().values().stream().mapToLong(Long::longValue).sum())
                    .isZero();
        });
    }

    @Test
    void makesTheSameChoiceFromTheSameInputs() {
        Trials.run(300, random -> {
            var team = named(weights(random));

            assertThat(FairTurns.next("lead", team, Map.of()))
                    .isEqualTo(FairTurns.next("lead", new TreeMap<>(team), Map.of()));
        });
    }

    @Test
    void drawsTheWorkedExampleByItsShares() {
        var counts = new HashMap<String, Integer>();
        for (var decision = 0; decision < 10_000; decision++) {
            var turn = FairTurns.draw("decision-" + decision, EXAMPLE, Map.of("A", 400_000L));
            counts.merge(turn.chosen(), 1, Integer::sum);
            assertThat(turn.after()).isEqualTo(turn.before()).containsEntry("A", 400_000L);
        }

        assertThat(counts.get("A")).isCloseTo(2_981, within(150));
        assertThat(counts.get("B")).isCloseTo(1_915, within(150));
        assertThat(counts.get("C")).isCloseTo(5_105, within(150));
    }

    @Test
    void drawsTheSameFromTheSameSeedAndNeverSomebodyWithoutWeight() {
        Trials.run(300, random -> {
            var team = named(weights(random));
            team.put("idle", 0d);
            var seed = "decision-" + random.nextLong();
            var turn = FairTurns.draw(seed, team, Map.of());

            assertThat(turn).isEqualTo(FairTurns.draw(seed, new TreeMap<>(team), Map.of()));
            assertThat(turn.chosen()).isNotEqualTo("idle");
        });
    }

    @Test
    void neverChoosesSomebodyWithoutWeight() {
        assertThat(distribute(Map.of("A", 0d, "B", 1d), 50)).containsExactlyEntriesOf(Map.of("B", 50));
    }

    @Test
    void givesTheBusierRepStrictlyLess() {
        var counts = distribute(Map.of("busy", 0.5, "free", 2d), 100);

        assertThat(counts.get("free")).isGreaterThan(counts.get("busy"));
    }

    @Test
    void refusesWeightsThatAreAllNothing() {
        assertThatThrownBy(() -> FairTurns.next("lead", Map.of("A", 0d), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Weights of a team of 1 to 40. Where rules break is at the ends of the range, with equals, and with one beside whom
     * all others are nothing: each of these is as likely as weights without a pattern.
     */
    private static List<Double> weights(RandomGenerator random) {
        var size = random.nextInt(5) == 0 ? random.nextInt(1, 3) : random.nextInt(1, 41);
        var same = random.nextDouble(0.01, 16);
        var special = random.nextInt(size);
        var pattern = random.nextInt(4);
        return IntStream.range(0, size)
                .mapToObj(index -> switch (pattern) {
                    case 0 -> random.nextDouble(0.01, 16);
                    case 1 -> List.of(0.01, 1.0, 16.0).get(random.nextInt(3));
                    case 2 -> same;
                    default -> index == special ? 16 : 0.01;
                })
                .toList();
    }

    private static Map<String, Double> named(List<Double> weights) {
        var team = new HashMap<String, Double>();
        for (var index = 0; index < weights.size(); index++) {
            team.put("rep-" + index, weights.get(index));
        }
        return team;
    }

    private static Map<String, Integer> distribute(Map<String, Double> weights, int leads) {
        var credits = new TreeMap<String, Long>();
        var counts = new HashMap<String, Integer>();
        for (var lead = 0; lead < leads; lead++) {
            var turn = FairTurns.next("lead-" + lead, weights, credits);
            credits.putAll(turn.after());
            counts.merge(turn.chosen(), 1, Integer::sum);
        }
        return counts;
    }
}
