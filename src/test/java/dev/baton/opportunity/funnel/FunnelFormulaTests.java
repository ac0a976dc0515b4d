package dev.baton.opportunity.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.opportunity.funnel.MeasuringQuality.JumpErrors;
import dev.baton.opportunity.funnel.PaybackCycle.Expectations;
import dev.baton.opportunity.funnel.PaybackCycle.Passed;
import dev.baton.opportunity.funnel.ShowingFunnel.Money;
import dev.baton.opportunity.funnel.ShowingFunnel.Risky;
import dev.baton.opportunity.funnel.StageChanges.Passage;
import dev.baton.opportunity.policy.Move;
import dev.baton.opportunity.policy.RiskRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas behind the funnel's columns and the rates, by themselves. */
class FunnelFormulaTests {

    private static final List<String> STAGES = List.of("first", "second", "third");
    /** No flow of the diagram leads there. */
    private static final String UNDRAWN = "undrawn";

    private static final Map<String, Duration> LIMITS =
            Map.of("first", Duration.ofDays(7), "second", Duration.ofDays(10), "third", Duration.ofHours(12));

    @Test
    @DisplayName("The payback cycle is the median of the won deals of the variant (FN-02, F-13)")
    void medianOfWonDeals() {
        assertThat(PaybackCycle.median(List.of(9d, 1d, 5d))).isEqualTo(5);
        assertThat(PaybackCycle.median(List.of(9d, 1d, 5d, 6d))).isEqualTo(5.5);
        var expected = expectations(12, 30, 18, 24, 600).of("standard", "second");
        assertThat(expected).isEqualTo(new PaybackCycle.Expected(24, true));
    }

    @Test
    @DisplayName("With four won deals the limits of this stage and those behind it are added up")
    void limitsStandIn() {
        var few = expectations(12, 30, 18, 24);
        assertThat(few.of("standard", "second")).isEqualTo(new PaybackCycle.Expected(10.5, false));
        assertThat(few.of("standard", "third")).isEqualTo(new PaybackCycle.Expected(0.5, false));
        assertThat(few.of("another", "first")).isEqualTo(new PaybackCycle.Expected(17.5, false));
    }

    @Test
    @DisplayName("A row of the funnel is the average of its deals, each with its own variant")
    void averageOfDeals() {
        var expectations = expectations(24, 24, 24, 24, 24);
        var row = List.of(money("second", "standard", 3), money("second", "light", 1));
        assertThat(ShowingFunnel.expected(row, expectations).days()).isEqualTo((3 * 24 + 10.5) / 4);
        assertThat(ShowingFunnel.expected(row, expectations).measured()).isFalse();
        assertThat(ShowingFunnel.expected(List.of(), expectations)).isNull();
    }

    @Test
    @DisplayName("Progress is what is approved of what the whole way needs, and nothing that it does not (F-13)")
    void progress() {
        var deals = List.of(
                money("second", "standard", 2, "QUOTE"),
                money("second", "standard", 1, "QUOTE", "CONTRACT", "LUNCH"),
                money("second", "standard", 1));
        var progress = ShowingFunnel.progress(deals, Set.of("QUOTE", "CONTRACT"));
        assertThat(progress).isEqualTo(new ShowingFunnel.Progress(4, 8));
        assertThat(progress.share()).isEqualTo(0.5);
        assertThat(ShowingFunnel.progress(deals, Set.of()).share()).isNull();
    }

    @Test
    @DisplayName("Risk counts each deal where the table puts it (F-13)")
    void risk() {
        var risk = ShowingFunnel.risk(
                List.of(
                        new Risky("a", 95, 0, false, 3),
                        new Risky("a", 10, 2, false, 5),
                        new Risky("b", 10, 0, true, 7)),
                (percentile, missing, blocker) -> percentile >= 90
                        ? RiskRules.Level.HIGH
                        : blocker ? RiskRules.Level.MEDIUM : RiskRules.Level.LOW);
        assertThat(risk).isEqualTo(new ShowingFunnel.Risk(3, 7, 5));
    }

    @Test
    @DisplayName("A percentile counts the stays that were not longer; without enough stays the limit is a hundred")
    void percentiles() {
        var past = new DwellHistory.Percentiles(
                IntStream.rangeClosed(1, 100).mapToObj(one -> one * 60L).toList(), 100, true);
        assertThat(past.of(Duration.ofSeconds(59))).isZero();
        assertThat(past.of(Duration.ofMinutes(1))).isEqualTo(1);
        assertThat(past.of(Duration.ofMinutes(50))).isEqualTo(50);
        assertThat(past.of(Duration.ofDays(9))).isEqualTo(100);
        var limit = DwellHistory.byLimit(Duration.ofDays(10), 3);
        assertThat(limit.of(Duration.ofDays(5))).isEqualTo(50);
        assertThat(limit.of(Duration.ofDays(9))).isEqualTo(90);
        assertThat(limit.of(Duration.ofDays(400))).isEqualTo(100);
    }

    @Test
    @DisplayName("A stay that is still young is not long because others were quicker yet; behind that history counts")
    void young() {
        var seconds = IntStream.rangeClosed(1, 100).mapToObj(one -> (long) one).toList();
        var past = DwellHistory.measured(seconds, 100, Duration.ofDays(3));
        assertThat(past.of(Duration.ofMinutes(27))).isZero();
        assertThat(past.of(Duration.ofHours(36))).isEqualTo(50);
        assertThat(past.of(Duration.ofDays(3))).isEqualTo(100);
        var slow = IntStream.rangeClosed(1, 100).mapToObj(one -> one * 86_400L).toList();
        assertThat(DwellHistory.measured(slow, 100, Duration.ofDays(3)).seconds())
                .isEqualTo(slow);
    }

    @ParameterizedTest
    @CsvSource({"50, 5.0, true", "51, 5.1, false", "0, 0.0, true", "1000, 100.0, false"})
    @DisplayName("5.0 % of jumps is good and 5.1 % is not (SG-08, F-10)")
    void jumpErrors(int jumps, BigDecimal percent, boolean good) {
        var rate = rate(
                new Passage("first", "third", Move.JUMP, jumps, 0),
                new Passage("first", "second", Move.ADVANCE, 1000 - jumps, 0));
        assertThat(rate.percent()).isEqualByComparingTo(percent);
        assertThat(rate.good()).isEqualTo(good);
    }

    @Test
    @DisplayName("A return by its flow is no error, a repair is; a start is no change of stage (F-10)")
    void whatCounts() {
        var rate = rate(
                new Passage(null, "first", Move.START, 500, 0),
                new Passage("second", "first", Move.RETURN, 6, 0),
                new Passage("second", "first", Move.REPAIR, 2, 0),
                new Passage("third", "won", Move.WON, 1, 0),
                new Passage("third", "lost", Move.LOST, 1, 0));
        assertThat(rate.errors()).isEqualTo(2);
        assertThat(rate.transitions()).isEqualTo(10);
        assertThat(rate.percent()).isEqualByComparingTo("20.0");
        assertThat(rate().percent()).isNull();
        assertThat(rate().good()).isTrue();
    }

    @Test
    @DisplayName("A change that no flow of the diagram models is an error, whatever it calls itself (F-10)")
    void notDrawn() {
        var rate = rate(
                new Passage("first", UNDRAWN, Move.ADVANCE, 3, 0),
                new Passage("third", UNDRAWN, Move.RETURN, 1, 0),
                new Passage("first", UNDRAWN, Move.JUMP, 2, 0),
                new Passage(null, UNDRAWN, Move.START, 7, 0),
                new Passage("first", "second", Move.ADVANCE, 4, 0));
        assertThat(rate.errors()).isEqualTo(6);
        assertThat(rate.transitions()).isEqualTo(10);
    }

    private static JumpErrors rate(Passage... moved) {
        return MeasuringQuality.jumpErrors(
                List.of(moved), new BigDecimal("5.0"), change -> !UNDRAWN.equals(change.toStage()));
    }

    private static Expectations expectations(double... days) {
        return Expectations.of(
                java.util.Arrays.stream(days)
                        .mapToObj(one -> new Passed("standard", "second", one))
                        .toList(),
                List.of(),
                STAGES,
                LIMITS);
    }

    private static Money money(String stage, String variant, int count, String... approved) {
        return new Money(stage, "CNY", variant, false, List.of(approved), count, BigDecimal.TEN);
    }
}
