package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("e2e")
class OperateIT {

    private static LocalSystem system;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() {
        system = LocalSystem.startForTestWithOperate();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void showsAnInstanceUnderItsLink() throws Exception {
        long instance;
        try (CamundaClient client = system.broker().client()) {
            client.newDeployResourceCommand()
                    .addProcessModel(
                            Bpmn.createExecutableProcess("shown")
                                    .startEvent()
                                    .serviceTask("step", task -> task.zeebeJobType("shown.step"))
                                    .endEvent()
                                    .done(),
                            "shown.bpmn")
                    .send()
                    .join();
            instance = client.newCreateInstanceCommand()
                    .bpmnProcessId("shown")
                    .latestVersion()
                    .send()
                    .join()
                    .getProcessInstanceKey();
        }

        assertThat(post("/api/login", "application/x-www-form-urlencoded", "username=demo&password=demo")
                        .statusCode())
                .isEqualTo(204);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(post(
                                        "/v1/process-instances/search",
                                        "application/json",
                                        "{\"filter\":{\"key\":%d}}".formatted(instance))
                                .body())
                        .contains("\"bpmnProcessId\":\"shown\"")
                        .contains("\"state\":\"ACTIVE\""));
        URI link = URI.create(system.properties().get("baton.operate.url") + "/processes/" + instance);
        assertThat(browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(system.broker().rest().resolve(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
