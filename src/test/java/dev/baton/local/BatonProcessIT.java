package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@WithLocalSystem
class BatonProcessIT {

    @Test
    void answersAgainAfterAKill(LocalSystem system) throws Exception {
        try (BatonProcess baton = BatonProcess.on(system, "killed")) {
            baton.start();
            assertThat(health(baton)).contains("\"appendOnly\":{\"status\":\"UP\"}");
            ProcessHandle first = baton.handle();

            baton.kill();
            assertThat(ChildProcess.alive(first)).isFalse();

            baton.restart();
            assertThat(baton.handle().pid()).isNotEqualTo(first.pid());
        }
    }

    private static String health(BatonProcess baton) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(baton.uri().resolve("/actuator/health")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
