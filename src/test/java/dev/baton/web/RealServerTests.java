package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.RealServer;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What only a real servlet container and a real client show. */
@RealServer
class RealServerTests {

    private static final String TEN_MEGABYTES = "{\"login\":\"" + "x".repeat(10_000_000) + "\"}";

    @LocalServerPort
    int port;

    @Autowired
    StaffOnFile staff;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @Test
    void tenMegabytesAreAnsweredAndNotCutOff() throws Exception {
        var announced = send(json("/api/session").POST(BodyPublishers.ofString(TEN_MEGABYTES)));
        var chunked = send(json("/public/leads")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(TEN_MEGABYTES.getBytes(StandardCharsets.UTF_8)))));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        // Without a length the limit is met while reading, where something reads.
        assertThat(chunked.statusCode()).isIn(400, 404, 413);
    }

    @Test
    void aBodyWithoutALengthIsCountedWhileItIsRead() throws Exception {
        var rep = staff.rep("east");
        var answer = send(json("/api/me/tokens")
                .header("Authorization", basic(rep))
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(TEN_MEGABYTES.getBytes(StandardCharsets.UTF_8)))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("payload-too-large");
    }

    @Test
    void aSessionBeginsWithCookiesThatScriptsAndOtherSitesCannotUse() throws Exception {
        var rep = staff.rep("east");
        send(json("/api/me").GET());

        var signedIn = send(json("/api/session")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString(
                        "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(rep.login(), StaffOnFile.PASSWORD))));

        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(signedIn.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("BATON_SESSION=")
                .contains("HttpOnly")
                .containsIgnoringCase("SameSite=lax"));
        assertThat(send(json("/api/me").GET()).body()).contains(rep.login());
        assertThat(send(json("/api/session").header("X-XSRF-TOKEN", token()).DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(json("/api/me").GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionThatTheServerNoLongerKnowsIsCalledExpired() throws Exception {
        var answer = send(json("/api/me")
                .header("Cookie", "BATON_SESSION=0123456789ABCDEF")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("session-expired");
    }

    @Test
    void aSuspiciousPathIsRefusedInTheSameForm() throws Exception {
        assertThat(raw("GET /api//people;x=1 HTTP/1.1")).contains(" 400 ").contains("application/problem+json");
    }

    @Test
    void whatTheContainerRefusesShowsNothingOfItself() throws Exception {
        var answer = raw("GET /api/people?q=<script> HTTP/1.1");

        assertThat(answer)
                .contains(" 400 ")
                .doesNotContain("Apache")
                .doesNotContain("Exception")
                .doesNotContain("<script>");
    }

    @Test
    void manyRequestsWithTheSameCredentialsAreQuickAfterTheFirst() throws Exception {
        var rep = staff.rep("east");
        var request = json("/api/me").header("Authorization", basic(rep)).GET().build();
        assertThat(browser.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        var together = IntStream.range(0, 200)
                .mapToObj(i -> browser.sendAsync(request, BodyHandlers.ofString()))
                .toList();

        // 200 Argon2 checks would take 10 s of two processors.
        for (var one : together) {
            assertThat(one.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoSendsOneByteNowAndThenIsCut() throws Exception {
        var rep = staff.rep("east");
        var began = System.nanoTime();
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(250);
            socket.getOutputStream()
                    .write(("POST /api/leads HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + basic(rep)
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            while (answer.isEmpty()) {
                try {
                    var read = socket.getInputStream().read();
                    if (read < 0) {
                        break;
                    }
                    answer.append((char) read);
                } catch (SocketTimeoutException nothingYet) {
                    socket.getOutputStream().write(' ');
                }
            }
            socket.setSoTimeout(5_000);
            answer.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(answer).contains(" 408 ").contains("too-slow");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void whoForgetsTheRestOfTheHeadIsCut() throws Exception {
        var began = System.nanoTime();
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(25_000);
            socket.getOutputStream().write("GET /api/me HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    private HttpRequest.Builder json(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private String raw(String requestLine) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String basic(Person person) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((person.login() + ":" + StaffOnFile.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
