package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** F-01: weight = saturation × response × ability, as {@code candidate-weights.dmn} says it. */
class CandidateWeightsTests {

    private static final Map<String, Object> TEAM =
            Map.of("saturationReference", 25 / 3.0, "responseReference", 4200, "teamRate", 0.25);

    private static EngineInMemory engine;
    private static Tables tables;

    @BeforeAll
    static void start() {
        engine = EngineInMemory.startWithEverythingDeployed();
        tables = new Tables(engine);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void theWorkedExampleGivesItsWeightsAndShares() {
        var weights = weigh(
                TEAM,
                List.of(
                        rep("A", 10 / 3.0, 6 * 7200, 6, 6, 30),
                        rep("B", 40 / 3.0, 6 * 1800, 6, 9, 30),
                        rep("C", 10 / 3.0, 6 * 3600, 6, 0, 0)));

        assertThat(weights).extracting(w -> w.get("id").asString()).containsExactly("A", "B", "C");
        assertCoefficients(weights.get(0), 2.5, 0.7196, 0.88, 1.5832);
        assertCoefficients(weights.get(1), 0.625, 1.4528, 1.12, 1.0170);
        assertCoefficients(weights.get(2), 2.5, 1.0845, 1.0, 2.7113);
        var sum = weights.stream().mapToDouble(CandidateWeightsTests::weight).sum();
        assertThat(weights)
                .extracting(w -> Math.round(1000 * weight(w) / sum) / 10.0)
                .containsExactly(29.8, 19.1, 51.0);
    }

    @Test
    void withEqualResponseAndAbilityTheLessLoadedRepGetsMore() {
        var weights = weigh(TEAM, List.of(rep("idle", 2, 0, 0, 0, 0), rep("busy", 20, 0, 0, 0, 0)));
        assertThat(weight(weights.get(0))).isGreaterThan(weight(weights.get(1)));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "0.001, 4", "2.0833, 4.0", "8.3333, 1.0", "33.3333, 0.25", "1000, 0.25"})
    void saturationIsTheReferenceOverTheRegionBetweenAQuarterAndFour(double saturation, double coefficient) {
        assertThat(weigh(TEAM, rep("A", saturation, 0, 0, 0, 0))
                        .get("saturation")
                        .asDouble())
                .isCloseTo(coefficient, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1.0", // nothing measured
        "1, 4200, 1.0", // as fast as the team
        "1000, 0, 4.0", // always at once
        "1000, 259200000, 0.25", // always at the end of the 72 hours
        "6, 43200, 0.7196"
    })
    void responseIsTheTeamOverTheSmoothedOwnAverageBetweenAQuarterAndFour(int n, long seconds, double coefficient) {
        assertThat(weigh(TEAM, rep("A", 8, seconds, n, 0, 0)).get("response").asDouble())
                .isCloseTo(coefficient, within(1e-4));
    }

    /** LA-04. */
    @ParameterizedTest
    @CsvSource({
        "259200000, 1000, 0, 30", // slow, and nothing won
        "0, 1000, 30, 30", // at once, and all won
        "0, 0, 0, 0"
    })
    void staleFiguresNeitherHelpNorHurtAndTheRecordSaysSo(long seconds, int n, int won, int closed) {
        var stale = rep("A", 25 / 3.0, seconds, n, won, closed);
        stale.put("stale", true);
        var weight = weigh(TEAM, stale);

        assertThat(weight.get("response").asDouble()).isEqualTo(1.0);
        assertThat(weight.get("ability").asDouble()).isEqualTo(1.0);
        assertThat(weight(weight)).isCloseTo(1.0, within(1e-9));
        assertThat(weight.get("reason").asString()).isEqualTo("STALE_DATA_NEUTRAL");
        assertThat(weigh(TEAM, rep("A", 8, seconds, n, won, closed))
                        .get("reason")
                        .isNull())
                .isTrue();
    }

    @Test
    void literalSaturationIsThePriorityOfTheRegionAndNotPartOfTheWeight() {
        var weights = weigh(TEAM, List.of(rep("A", 10 / 3.0, 0, 0, 0, 0), rep("B", 40 / 3.0, 0, 0, 0, 0)));

        assertThat(weights).extracting(w -> w.get("queuePriority").asDouble()).containsExactly(10 / 3.0, 40 / 3.0);
        assertThat(weights).extracting(CandidateWeightsTests::weight).containsExactly(2.5, 0.625);
    }

    @Test
    void ownLoadIsOffAndTurnsAreTakenUnlessSomebodyChangesTheSettings() {
        var busy = rep("A", 25 / 3.0, 0, 0, 0, 0);
        busy.put("open", 35);
        var weight = weigh(TEAM, busy);

        assertThat(weight.get("load").asDouble()).isEqualTo(1.0);
        assertThat(weight.get("choice").asString()).isEqualTo("TURNS");
        assertThat(weight(weight)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.0", "7, 0.8", "35, 0.0", "50, 0.0"})
    void ownLoadFallsToNothingAtThirtyFiveLeadsWhereItIsOn(int open, double load) throws IOException {
        var rep = rep("A", 25 / 3.0, 0, 0, 0, 0);
        rep.put("open", open);
        var weight = weighWith("loadFactor: \"OFF\"", "loadFactor: \"ON\"", rep);

        assertThat(((Number) weight.get("load")).doubleValue()).isCloseTo(load, within(1e-9));
        assertThat(((Number) weight.get("weight")).doubleValue()).isCloseTo(load, within(1e-9));
    }

    @Test
    void whoeverChangesTheChoiceReadsItInEveryRow() throws IOException {
        assertThat(weighWith("choice: \"TURNS\"", "choice: \"RANDOM\"", rep("A", 8, 0, 0, 0, 0)))
                .containsEntry("choice", "RANDOM");
    }

    @ParameterizedTest
    @CsvSource({"loadFactor: \"OFF\", loadFactor: \"of\"", "choice: \"TURNS\", choice: \"turn\""})
    void aSettingThatNothingKnowsGivesNoWeight(String setting, String mistaken) throws IOException {
        assertThat(weighWith(setting, mistaken, rep("A", 8, 0, 0, 0, 0))).containsEntry("weight", null);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1.0", "0, 30, 0.4", "6, 30, 0.88", "9, 30, 1.12", "30, 30, 2.8"})
    void abilityIsTheSmoothedWinRateOverTheTeamsAndNeverZero(int won, int closed, double coefficient) {
        assertThat(weigh(TEAM, rep("A", 8, 0, 0, won, closed)).get("ability").asDouble())
                .isCloseTo(coefficient, within(1e-6));
    }

    @Test
    void aTeamThatHasWonNothingMakesAbilityNeutral() {
        var team = new HashMap<>(TEAM);
        team.put("teamRate", 0);
        assertThat(weigh(team, List.of(rep("A", 8, 0, 0, 0, 9)))
                        .getFirst()
                        .get("ability")
                        .asDouble())
                .isEqualTo(1.0);
    }

    @Test
    void aTeamWithoutMeasuredResponseMakesResponseNeutral() {
        var team = new HashMap<>(TEAM);
        team.put("responseReference", 0);
        assertThat(weigh(team, List.of(rep("A", 8, 0, 0, 0, 0)))
                        .getFirst()
                        .get("response")
                        .asDouble())
                .isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"saturation", "responseSeconds", "responses", "won", "closed", "stale"})
    void aMissingFigureOfACandidateGivesANullWeightForThatCandidateOnly(String figure) {
        for (var broken : List.of(without(figure), withNull(figure))) {
            var weights = weigh(TEAM, List.of(broken, rep("B", 8, 4200, 1, 1, 4)));
            assertThat(weights.get(0).get("weight").isNull()).isTrue();
            assertThat(weight(weights.get(1))).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"saturationReference", "responseReference", "teamRate"})
    void aMissingFigureOfTheTeamGivesNullWeights(String figure) {
        var team = new HashMap<>(TEAM);
        team.remove(figure);
        // Saturation 0, stale and newcomer: each of these answers early, and still must not hide the missing figure.
        var early = rep("A", 0, 0, 0, 0, 0);
        early.put("stale", true);
        assertThat(weigh(team, List.of(early, rep("B", 8, 4200, 1, 1, 4))))
                .allMatch(weight -> weight.get("weight").isNull());
    }

    @Test
    void noCandidatesGiveNoWeightsAndAMissingListGivesNull() {
        assertThat(weigh(TEAM, List.of())).isEmpty();
        assertThat(tables.ask("candidate-weights", Map.of("parameters", TEAM)).isNull())
                .isTrue();
    }

    @Test
    void eightySevenCandidatesAreAllWeighed() {
        var candidates = IntStream.rangeClosed(1, 87)
                .mapToObj(i -> rep("0198-candidate-" + i, 3 + i % 4, 3600L * i, i % 9, i % 5, 10 + i))
                .toList();

        assertThat(weigh(TEAM, candidates)).hasSize(87);
    }

    private static Map<String, Object> without(String figure) {
        var rep = rep("A", 8, 4200, 1, 1, 4);
        rep.remove(figure);
        return rep;
    }

    private static Map<String, Object> withNull(String figure) {
        var rep = rep("A", 8, 4200, 1, 1, 4);
        rep.put(figure, null);
        return rep;
    }

    private static Map<String, Object> rep(
            String id, double saturation, long responseSeconds, int responses, int won, int closed) {
        var rep = new HashMap<String, Object>();
        rep.put("id", id);
        rep.put("saturation", saturation);
        rep.put("responseSeconds", responseSeconds);
        rep.put("responses", responses);
        rep.put("won", won);
        rep.put("closed", closed);
        rep.put("open", 0);
        rep.put("stale", false);
        return rep;
    }

    /** Weighs as the table would after its owner has changed one of its settings. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> weighWith(String setting, String changed, Map<String, Object> rep)
            throws IOException {
        var content = Files.readString(ProcessFiles.PROCESSES.resolve("lead-response/candidate-weights.dmn"));
        assertThat(content).contains(setting);
        var table = new DeployedResource(
                DeployedResource.Kind.DECISION,
                1,
                "candidate-weights",
                2,
                content.replace(setting, changed),
                Instant.now());
        var weights = new DecisionTables().evaluate(table, Map.of("candidates", List.of(rep), "parameters", TEAM));
        return ((List<Map<String, Object>>) weights).getFirst();
    }

    private static JsonNode weigh(Map<String, ?> team, Map<String, Object> rep) {
        return weigh(team, List.of(rep)).getFirst();
    }

    private static List<JsonNode> weigh(Map<String, ?> team, List<Map<String, Object>> reps) {
        var answer = tables.ask("candidate-weights", Map.of("candidates", reps, "parameters", team));
        return new ArrayList<>(StreamSupport.stream(answer.spliterator(), false).toList());
    }

    private static double weight(JsonNode node) {
        return node.get("weight").asDouble();
    }

    private static void assertCoefficients(
            JsonNode node, double saturation, double response, double ability, double weight) {
        assertThat(node.get("saturation").asDouble()).isCloseTo(saturation, within(5e-5));
        assertThat(node.get("response").asDouble()).isCloseTo(response, within(5e-5));
        assertThat(node.get("ability").asDouble()).isCloseTo(ability, within(5e-5));
        assertThat(weight(node)).isCloseTo(weight, within(5e-5));
    }
}
