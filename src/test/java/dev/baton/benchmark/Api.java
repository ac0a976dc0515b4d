package dev.baton.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Baton as a caller with a token sees it. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] REGIONS = {"east", "north", "south", "west"};
    private static final String[] INDUSTRIES = {"manufacturing", "retail", "education", "software"};

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI baton;

    Api(URI baton) {
        this.baton = baton;
    }

    /** Hands in a lead as a site form would; the answer says 201. */
    HttpResponse<String> register(String token, String source, String nextFollowUpAt) {
        return post(token, "/api/leads", "application/json", BodyPublishers.ofString(lead(source, nextFollowUpAt)));
    }

    HttpResponse<String> post(String token, String path, String contentType, BodyPublisher body) {
        return send(request(token, path)
                .header("Content-Type", contentType)
                .POST(body)
                .build());
    }

    HttpResponse<String> get(String token, String path) {
        return send(request(token, path).GET().build());
    }

    JsonNode read(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(baton.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String lead(String source, @Nullable String nextFollowUpAt) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(
                Locale.ROOT,
                """
                {"name":"测试客户 %06d","phone":"138%08d","source":"%s","intent":"%s","nextFollowUpAt":"%s",
                 "company":"星河实业有限公司","email":"buyer@example.com","region":"%s","industry":"%s",
                 "companySize":"50-199","utm":{"source":"search","medium":"cpc","campaign":"spring"}}""",
                random.nextInt(1_000_000),
                random.nextInt(100_000_000),
                source,
                random.nextBoolean() ? "high" : "medium",
                nextFollowUpAt,
                REGIONS[random.nextInt(REGIONS.length)],
                INDUSTRIES[random.nextInt(INDUSTRIES.length)]);
    }
}
