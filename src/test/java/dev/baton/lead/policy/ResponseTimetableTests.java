package dev.baton.lead.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** LR-06: the page is the table. */
@BatonTest
class ResponseTimetableTests {

    private static final String DOUYIN = """
            <inputEntry id="in_response_window_2_intent">
                      <text></text>""";

    @Autowired
    ResponseTimetable timetable;

    @Autowired
    JdbcClient jdbc;

    @Test
    void showsTheDeployedTableAndFollowsItsNextVersion() throws IOException {
        var table = Files.readString(Path.of("processes/lead-response/response-windows.dmn"));
        deploy(1, table);
        awaitMinutesOfSiteForm(90);
        assertThat(row("site-form").firstReminderMinutes()).isEqualTo(60);
        assertThat(row("site-form").managerMinutes()).isEqualTo(180);
        assertThat(row("douyin").minutes()).isEqualTo(15);
        assertThat(row("douyin").firstReminderMinutes()).isEqualTo(10);
        assertThat(timetable.rows().getLast().source())
                .as("the line for every other source")
                .isNull();
        assertThat(timetable.rows().getLast().minutes()).isEqualTo(120);

        deploy(2, table.replace("<text>90</text>", "<text>60</text>"));

        awaitMinutesOfSiteForm(60);
        assertThat(row("site-form").managerMinutes()).isEqualTo(120);
        assertThat(timetable.rows())
                .as("one line a source where the intent makes no difference")
                .allSatisfy(row -> assertThat(row.intent()).isNull());

        deploy(3, table.replace(DOUYIN, DOUYIN.replace("<text></text>", "<text>\"high\"</text>")));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(timetable.rows().stream()
                        .filter(row -> "douyin".equals(row.source()))
                        .map(row -> row.intent() + " " + row.minutes()))
                .containsExactly("high 15", "medium 120", "low 120"));
        assertThat(row("site-form").intent()).isNull();
    }

    private void awaitMinutesOfSiteForm(int minutes) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> row("site-form").minutes() == minutes);
    }

    private ResponseTimetable.Row row(String source) {
        return timetable.rows().stream()
                .filter(row -> source.equals(row.source()))
                .findFirst()
                .orElseThrow();
    }

    private void deploy(int version, String content) {
        jdbc.sql("""
                        insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                        values ('decision', ?, 'response-window', ?, ?, now())""").params(9_000L + version, version, content).update();
    }
}
