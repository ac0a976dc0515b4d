package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LR-01 and LA-05: the rows of the windows and of the three routing levels, and what they say to everything else. */
class RoutingTablesTests {

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

    @ParameterizedTest
    @CsvSource({
        "site-form, 90",
        "douyin, 15",
        "phone, 30",
        "wecom, 30",
        "exhibition, 240",
        "referral, 60",
        "import, 1440",
        "cold-list, 1440",
        "manual, 60",
        "something-new, 120",
        ", 120"
    })
    void everySourceHasAWindow(@Nullable String source, int minutes) {
        var window = tables.ask("response-window", variables("source", source, "intent", "high"));

        assertThat(window.get("minutes").asInt()).isEqualTo(minutes);
        assertThat(window.get("reminderShare").asDouble() * minutes)
                .isCloseTo(minutes * 2 / 3.0, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(window.get("managerFactor").asInt()).isEqualTo(2);
        assertThat(window.get("followUpHours").asInt()).isEqualTo(48);
        assertThat(window.get("timeoutAction").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "east, east",
                "north, north",
                "south, south",
                "west, west",
                "华东, east",
                "NULL, any",
                "'', any",
                "mars, NULL",
                "US, NULL"
            },
            nullValues = "NULL")
    void aRegionIsOneOfOursOrAnyOrUnmapped(@Nullable String region, @Nullable String route) {
        assertThat(text("route-region", variables("region", region, "source", "site-form")))
                .isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "manufacturing, manufacturing",
                "制造业, manufacturing",
                "retail, retail",
                "education, education",
                "software, software",
                "healthcare, healthcare",
                "finance, finance",
                "logistics, logistics",
                "construction, construction",
                "services, services",
                "other, general",
                "NULL, general",
                "'', general",
                "space mining, NULL"
            },
            nullValues = "NULL")
    void anIndustryHasABusinessLineOrIsUnmapped(@Nullable String industry, @Nullable String line) {
        assertThat(text("route-industry", variables("industry", industry, "source", null)))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "large, site-form, large, assign",
                "medium, douyin, medium, assign",
                "small, phone, small, assign",
                "NULL, manual, small, assign",
                "unheard of, manual, small, assign",
                "large, cold-list, large, pool",
                "medium, cold-list, medium, pool",
                "small, cold-list, small, pool",
                "NULL, cold-list, small, pool",
                "NULL, NULL, small, assign"
            },
            nullValues = "NULL")
    void onlyColdListsGoToThePool(@Nullable String size, @Nullable String source, String tier, String distribution) {
        var route = tables.ask("route-size", variables("companySize", size, "source", source));
        assertThat(route.get("tier").asString()).isEqualTo(tier);
        assertThat(route.get("distribution").asString()).isEqualTo(distribution);
    }

    @Test
    void aVariableThatDoesNotExistCountsAsNotNamed() {
        assertThat(text("route-region", Map.of())).isEqualTo("any");
        assertThat(text("route-industry", Map.of())).isEqualTo("general");
    }

    private static @Nullable String text(String decision, Map<String, ?> variables) {
        var answer = tables.ask(decision, variables);
        return answer.isNull() ? null : answer.asString();
    }

    private static Map<String, @Nullable Object> variables(
            String first, @Nullable Object one, String second, @Nullable Object two) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put(first, one);
        variables.put(second, two);
        return variables;
    }
}
