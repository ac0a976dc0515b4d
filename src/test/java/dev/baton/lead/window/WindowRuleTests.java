package dev.baton.lead.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowRuleTests {

    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    @DisplayName(
            "A thousand leads of one list are due within a minute and not in one second, and none later than promised")
    void leadsOfOneListAreDueOneAfterAnother() {
        var day = new WindowRule(1_440d, 2d / 3, 2d, 48d);
        var promised = day.from(START);

        var due = Stream.generate(UUID::randomUUID)
                .limit(1_000)
                .map(lead -> day.from(START, lead, MINUTE))
                .toList();

        assertThat(due).allSatisfy(times -> {
            assertThat(times.due()).isBetween(promised.due().minusSeconds(60), promised.due());
            assertThat(times.firstReminder())
                    .isBetween(promised.firstReminder().minusSeconds(60), promised.firstReminder());
            assertThat(times.manager()).isBetween(promised.manager().minusSeconds(60), promised.manager());
        });
        assertThat(due.stream().map(WindowRule.Times::due).collect(Collectors.toSet()))
                .hasSizeBetween(50, 61);
    }

    @Test
    void aShortWindowLosesNoMoreThanAHundredth() {
        var quarter = new WindowRule(15d, 2d / 3, 2d, 48d);

        assertThat(Stream.generate(UUID::randomUUID).limit(500).map(lead -> quarter.from(START, lead, MINUTE)
                        .due()))
                .allSatisfy(due -> assertThat(due).isBetween(START.plusSeconds(891), START.plusSeconds(900)));
    }

    @Test
    void theSameLeadIsDueAtTheSameTimeHoweverOftenOneAsks() {
        var rule = new WindowRule(120d, 2d / 3, 2d, 48d);
        var lead = UUID.randomUUID();

        assertThat(rule.from(START, lead, MINUTE)).isEqualTo(rule.from(START, lead, MINUTE));
        assertThat(rule.from(START, lead, Duration.ZERO)).isEqualTo(rule.from(START));
    }
}
