package dev.baton.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;

/** Somebody who signed in once, with the two cookies of a browser, wherever their requests are answered. */
final class SessionOfPerson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    SessionOfPerson(URI base, String login) {
        status("GET", base.resolve("/public/sign-in"), Map.of());
        assertThat(status("POST", base.resolve("/api/session"), Map.of("login", login, "password", "baton")))
                .isEqualTo(200);
    }

    /** The status of an act, or 0 when the connection broke: a browser shows that and the person tries again. */
    int status(String method, URI uri, Map<String, ?> body) {
        try {
            return http.send(
                            request(uri)
                                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException broken) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads a page, again while nobody answers, and says who it was answered to. */
    String awaitMe(URI base) {
        return await("an answer of " + base)
                .atMost(Duration.ofSeconds(30))
                .until(() -> me(base), answer -> answer.statusCode() != 0)
                .body();
    }

    private Answered me(URI base) {
        try {
            HttpResponse<String> answer =
                    http.send(request(base.resolve("/api/me")).GET().build(), BodyHandlers.ofString());
            return new Answered(
                    answer.statusCode(),
                    answer.statusCode() == 200
                            ? JSON.readTree(answer.body()).path("login").asString()
                            : "nobody, " + answer.statusCode());
        } catch (IOException broken) {
            return new Answered(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the server calls out to this person from now on, line by line. */
    Stream<String> live(URI base) {
        CompletableFuture<HttpResponse<Stream<String>>> stream = http.sendAsync(
                HttpRequest.newBuilder(base.resolve("/api/notifications/stream"))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines());
        return stream.join().body();
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json");
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return request;
    }

    private record Answered(int statusCode, String body) {}
}
