package dev.baton.opportunity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.shared.BusinessCalendar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** The limits of {@code dwell-policy.dmn} as shipped and as an owner may change them, as moments of a real calendar (C-05). */
class DwellPolicyTests {

    private static final Instant A_FRIDAY_BEFORE_NATIONAL_DAY = shanghai("2026-09-25T15:30");

    private final BusinessCalendar calendar = BusinessCalendar.chinese();
    private String table;
    private DwellPolicy policy;

    @BeforeEach
    void asShipped() throws IOException {
        table = new ClassPathResource("processes/opportunity-stages/dwell-policy.dmn")
                .getContentAsString(StandardCharsets.UTF_8);
        policy = new DwellPolicy(
                new StageTables(null, new DecisionTables()) {
                    @Override
                    DeployedResource table(String decision) {
                        assertThat(decision).isEqualTo("dwell-policy");
                        return new DeployedResource(
                                DeployedResource.Kind.DECISION, 0, decision, 0, table, Instant.EPOCH);
                    }
                },
                calendar);
    }

    @Test
    @DisplayName("Contract approval has five working days: holidays do not count, a make-up Saturday does")
    void workingDays() {
        // 25 to 27 September and 1 to 7 October are off, Saturday the 10th is worked: 28 (the start), 29, 30, 8, 9, 10.
        assertThat(policy.due(DwellPolicy.Limit.STAGE, "contract-approval", "", A_FRIDAY_BEFORE_NATIONAL_DAY))
                .isEqualTo(shanghai("2026-10-10T15:30"));
        assertThat(policy.due(DwellPolicy.Limit.STAGE, "contract-approval", "", shanghai("2026-03-02T10:00")))
                .isEqualTo(shanghai("2026-03-09T10:00"));
    }

    @Test
    @DisplayName(
            "A limit in working days names the years whose holidays nobody knows; one in days asks for none (F-19)")
    void unknownYears() {
        assertThat(policy.unknownYears(DwellPolicy.Limit.STAGE, "contract-approval", shanghai("2031-03-03T10:00")))
                .containsExactly(2031);
        assertThat(policy.unknownYears(DwellPolicy.Limit.STAGE, "contract-approval", A_FRIDAY_BEFORE_NATIONAL_DAY))
                .isEmpty();
        assertThat(policy.unknownYears(DwellPolicy.Limit.STAGE, "first-contact", shanghai("2031-03-03T10:00")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} days")
    @CsvSource({
        "first-contact, 7",
        "needs-analysis, 10",
        "solution-demo, 5",
        "solution-accepted, 7",
        "quote-approval, 3",
        "signing, 7",
        "a-stage-of-tomorrow, 7"
    })
    @DisplayName("Every other stage counts days, and one without a row of its own has seven")
    void days(String stage, int days) {
        assertThat(policy.due(DwellPolicy.Limit.STAGE, stage, "", A_FRIDAY_BEFORE_NATIONAL_DAY))
                .isEqualTo(A_FRIDAY_BEFORE_NATIONAL_DAY.plus(Duration.ofDays(days)));
    }

    @Test
    @DisplayName("A row for one sub-state counts before the general one, and for that sub-state of that stage alone")
    void substates() {
        firstOfAll("substate", "\"signing\"", "\"seal-pending\"", "24", "hours");
        assertThat(standsFor("signing", "seal-pending")).isEqualTo(Duration.ofHours(24));
        assertThat(standsFor("signing", "another")).isEqualTo(Duration.ofHours(72));
        assertThat(standsFor("quote-approval", "seal-pending")).isEqualTo(Duration.ofHours(72));
        assertThat(policy.due(DwellPolicy.Limit.STAGE, "signing", "seal-pending", A_FRIDAY_BEFORE_NATIONAL_DAY))
                .as("another kind of limit")
                .isEqualTo(A_FRIDAY_BEFORE_NATIONAL_DAY.plus(Duration.ofDays(7)));
    }

    @ParameterizedTest(name = "at {0}: since {1}")
    @CsvSource({
        // An ordinary Monday looks back over one weekend.
        "2026-03-09T10:00, 2026-03-02T10:00",
        // Over National Day, the same as forwards: 28 (the start), 29, 30, 8, 9, 10.
        "2026-10-10T15:30, 2026-09-28T15:30",
        // On a Sunday; Saturday 28 February was worked.
        "2026-03-08T10:00, 2026-02-28T10:00"
    })
    @DisplayName("Longer than so many working days has stood who came before the moment from which they are just over")
    void since(LocalDateTime now, LocalDateTime since) {
        firstOfAll("standing", "-", "-", "5", "working-days");
        var at = shanghai(now.toString());
        var found = policy.since(DwellPolicy.Limit.STANDING, "signing", at);
        assertThat(found).isEqualTo(shanghai(since.toString()));
        assertThat(policy.due(DwellPolicy.Limit.STANDING, "signing", "", found)).isBeforeOrEqualTo(at);
        assertThat(policy.due(DwellPolicy.Limit.STANDING, "signing", "", found.plus(Duration.ofDays(1))))
                .isAfter(at);
    }

    @Test
    @DisplayName("In days, the moment is simply so much earlier")
    void sinceInDays() {
        assertThat(policy.since(DwellPolicy.Limit.STANDING, "signing", A_FRIDAY_BEFORE_NATIONAL_DAY))
                .isEqualTo(A_FRIDAY_BEFORE_NATIONAL_DAY.minus(Duration.ofDays(14)));
    }

    @Test
    @DisplayName("A unit that nobody knows is no limit at all: nothing may stand without one")
    void unknownUnit() {
        firstOfAll("stage", "-", "-", "5", "moons");
        assertThatThrownBy(() -> policy.due(DwellPolicy.Limit.STAGE, "signing", "", A_FRIDAY_BEFORE_NATIONAL_DAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("moons");
    }

    private Duration standsFor(String stage, String substate) {
        return Duration.between(
                A_FRIDAY_BEFORE_NATIONAL_DAY,
                policy.due(DwellPolicy.Limit.SUBSTATE, stage, substate, A_FRIDAY_BEFORE_NATIONAL_DAY));
    }

    private void firstOfAll(String limit, String stage, String substate, String amount, String unit) {
        var first = "<rule id=\"rule_dwell_policy_1\">";
        assertThat(table).contains(first);
        table = table.replace(first, """
                <rule id="rule_on_trial">
                  <inputEntry id="in_trial_1"><text>"%s"</text></inputEntry>
                  <inputEntry id="in_trial_2"><text>%s</text></inputEntry>
                  <inputEntry id="in_trial_3"><text>%s</text></inputEntry>
                  <outputEntry id="out_trial_1"><text>%s</text></outputEntry>
                  <outputEntry id="out_trial_2"><text>"%s"</text></outputEntry>
                </rule>
                """.formatted(limit, stage, substate, amount, unit) + first);
    }

    private static Instant shanghai(String local) {
        return LocalDateTime.parse(local).atZone(BusinessCalendar.SHANGHAI).toInstant();
    }
}
