package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Operate beside a real lead, for whoever started without it first. */
@Tag("e2e")
class OperateIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    @DisplayName("Who starts with Operate after a start without it finds the instance behind the link of a lead there")
    void showsALeadAfterAStartWithoutIt() throws Exception {
        LocalParts parts = LocalParts.forTests(LocalSystem.testFolder());
        try (LocalSystem system = LocalSystem.start(parts.kept());
                BatonProcess baton = baton(system, "without")) {
            link(baton, newLead(baton, "13955520001"), false);
        }
        try (LocalSystem system = LocalSystem.start(parts.withOperate());
                BatonProcess baton = baton(system, "with")) {
            assertThat(post(system, "/api/login", "application/x-www-form-urlencoded", "username=demo&password=demo")
                            .statusCode())
                    .isEqualTo(204);

            String lead = newLead(baton, "13955520002");
            Instant began = Instant.now();
            URI link = URI.create(link(baton, lead, true));
            String instance = link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(post(
                                    system,
                                    "/v1/process-instances/search",
                                    "application/json",
                                    "{\"filter\":{\"key\":%s}}".formatted(instance))
                            .body())
                    .contains("\"bpmnProcessId\":\"lead-response\"")
                    .contains("\"state\":\"ACTIVE\""));
            assertThat(await().atMost(PATIENCE)
                            .until(() -> standing(baton, lead), standing -> !standing.equals("NOT_YET")))
                    .as("what the page of the lead says of its link")
                    .isEqualTo("SHOWN");
            Progress.say(
                    "Operate knew the instance %d s after its lead had an owner",
                    Duration.between(began, Instant.now()).toSeconds());
            assertThat(post(system, "/v1/process-definitions/search", "application/json", "{\"size\":50}")
                            .body())
                    .contains("lead-response", "opportunity-stages", "contract-approval", "green-channel");
            Optional<Path> chromium = Chromium.find();
            if (chromium.isPresent()) {
                look(chromium.get(), system, link);
            }
        }
    }

    /** As somebody does who clicks the link of a lead: the diagram is there, and it is the one of the lead. */
    private static void look(Path chromium, LocalSystem system, URI link) {
        try (Playwright playwright = Chromium.driver();
                Browser browser = playwright.chromium().launch(Chromium.options(chromium))) {
            Page page = browser.newPage();
            page.navigate(system.operate().orElseThrow().toString());
            page.locator("input[name=username]").fill("demo");
            page.locator("input[name=password]").fill("demo");
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.contains("login"));
            page.navigate(link.toString());
            page.locator(".djs-shape[data-element-id=serviceTask_chooseOwner]")
                    .first()
                    .waitFor();
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "operate.png")));
        }
    }

    private static BatonProcess baton(LocalSystem system, String name) {
        return BatonProcess.on(system, name)
                .with("spring.profiles.active", "local")
                .with("baton.demo.leads", "0")
                .with("baton.demo.deals", "0")
                .with("baton.demo.trickle", "false")
                .start();
    }

    private String newLead(BatonProcess baton, String phone) throws IOException, InterruptedException {
        String lead = JSON.writeValueAsString(Map.of(
                "name", "周澜",
                "phone", phone,
                "source", "site-form",
                "intent", "high",
                "region", "east",
                "nextFollowUpAt", Instant.now().plus(20, ChronoUnit.DAYS).toString()));
        HttpResponse<String> answer = http.send(
                as("intake", baton.uri().resolve("/api/leads"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(lead))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    /** What the page of the lead links to, once the lead has an owner; empty where there is no Operate. */
    private String link(BatonProcess baton, String lead, boolean expected) {
        JsonNode shown = await().atMost(PATIENCE)
                .until(
                        () -> JSON.readTree(http.send(
                                        as("director", baton.uri().resolve("/api/leads/" + lead))
                                                .build(),
                                        BodyHandlers.ofString())
                                .body()),
                        answer -> answer.path("owner").isObject());
        assertThat(shown.path("operateUrl").isString()).isEqualTo(expected);
        return shown.path("operateUrl").asString("");
    }

    private String standing(BatonProcess baton, String lead) throws IOException, InterruptedException {
        return JSON.readTree(http.send(
                                as("director", baton.uri().resolve("/api/leads/" + lead + "/operate"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .path("standing")
                .asString();
    }

    private static HttpRequest.Builder as(String login, URI uri) {
        String credentials = Base64.getEncoder().encodeToString((login + ":baton").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri).header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> post(LocalSystem system, String path, String type, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(system.broker().rest().resolve(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
