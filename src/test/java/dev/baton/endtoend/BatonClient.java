package dev.baton.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;

/** Talks to Baton as its users and API clients do: over HTTP only, each request in somebody's name. */
final class BatonClient {

    static final String INTAKE = "intake";
    static final String DIRECTOR = "director";
    static final String ADMIN = "admin";

    private static final String PASSWORD = "baton";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final Map<String, String> logins = new ConcurrentHashMap<>();

    BatonClient(URI base) {
        this.base = base;
    }

    /** What came back. */
    record Answer(int status, JsonNode body, @Nullable String location) {

        /** The body, where the answer is what was wanted. */
        JsonNode expect(int wanted) {
            assertThat(status).as("%s", body).isEqualTo(wanted);
            return body;
        }

        /** The fields that a problem document names. */
        List<String> fields() {
            return stream(body.path("errors"))
                    .map(error -> error.path("field").asString())
                    .toList();
        }
    }

    Answer get(String login, String path) {
        return send(request(login, path).GET().build());
    }

    Answer post(String login, String path, Map<String, ?> body) {
        return send(request(login, path).POST(json(body)).build());
    }

    Answer put(String login, String path, Map<String, ?> body) {
        return send(request(login, path).PUT(json(body)).build());
    }

    /** Hands a file in as a form in a browser does. */
    Answer upload(String login, String path, Map<String, String> fields, String fileName, byte[] content) {
        var boundary = "----baton" + Numbers.next();
        var head = new StringBuilder();
        fields.forEach((name, value) -> head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        head.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                .formatted(boundary, fileName));
        head.append("Content-Type: application/octet-stream\r\n\r\n");
        return send(request(login, path)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(List.of(
                        head.toString().getBytes(StandardCharsets.UTF_8),
                        content,
                        "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8))))
                .build());
    }

    Answer health() {
        return send(HttpRequest.newBuilder(base.resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(20))
                .build());
    }

    /** Hands a lead in under a key, as a careful client does: it may be repeated. */
    Answer handIn(Map<String, ?> lead, String key) {
        return send(request(INTAKE, "/api/leads")
                .header("Idempotency-Key", key)
                .POST(json(lead))
                .build());
    }

    /** Hands a lead in and returns its id. */
    String newLead(Map<String, ?> lead) {
        return post(INTAKE, "/api/leads", lead).expect(201).path("id").asString();
    }

    /** Hands a lead in, waits for its owner and returns the lead as the director sees it. */
    JsonNode newLeadWithOwner(Map<String, ?> lead) {
        return awaitOwner(newLead(lead));
    }

    JsonNode lead(String id) {
        return get(DIRECTOR, "/api/leads/" + id).expect(200);
    }

    JsonNode awaitOwner(String id) {
        return awaitLead(id, lead -> !lead.path("owner").path("id").isMissingNode());
    }

    JsonNode awaitStatus(String id, String status) {
        return awaitLead(id, lead -> lead.path("status").asString().equals(status));
    }

    JsonNode awaitLead(String id, Predicate<JsonNode> wanted) {
        return await("lead " + id)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> lead(id), wanted);
    }

    /** The person's open task about a lead at an element of the diagram; waits for it. */
    JsonNode awaitTask(String login, String lead, String element) {
        return await(element + " of " + lead + " for " + login)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> task(login, lead, element), task -> !task.isMissingNode());
    }

    JsonNode task(String login, String lead, String element) {
        return stream(get(login, "/api/tasks?recordId=" + lead).expect(200))
                .filter(task -> task.path("elementId").asString().equals(element))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Logs a contact once the task for it has reached the inbox. */
    Answer contact(String login, String lead, Map<String, ?> contact) {
        return await("contact task of " + lead)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> post(login, "/api/leads/" + lead + "/contacts", contact),
                        answer -> !answer.body().path("type").asString().endsWith("no-contact-open"));
    }

    /** The login of the owner of a lead. */
    String ownerOf(JsonNode lead) {
        return loginOf(lead.path("owner").path("id").asString());
    }

    String loginOf(String person) {
        if (!logins.containsKey(person)) {
            stream(get(ADMIN, "/api/people").expect(200))
                    .forEach(row -> logins.put(
                            row.path("id").asString(), row.path("login").asString()));
        }
        return logins.get(person);
    }

    String idOf(String login) {
        return stream(get(ADMIN, "/api/people?q=" + login).expect(200))
                .filter(row -> row.path("login").asString().equals(login))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    void turn(String routingSwitch, boolean on) {
        put(DIRECTOR, "/api/routing/switches/" + routingSwitch, Map.of("on", on))
                .expect(200);
    }

    List<JsonNode> list(String login, String path) {
        return stream(get(login, path).expect(200)).toList();
    }

    /** The five required fields and the region, with a name that no other lead of the run has. */
    static Map<String, Object> lead(String source, @Nullable String region) {
        var lead = new HashMap<String, Object>();
        var number = Numbers.next();
        lead.put("name", "客户 " + number);
        lead.put("phone", "139%08d".formatted(number));
        lead.put("source", source);
        lead.put("intent", "high");
        // Weeks pass in a test run.
        lead.put("nextFollowUpAt", Instant.now().plus(365, ChronoUnit.DAYS).toString());
        if (region != null) {
            lead.put("region", region);
        }
        return lead;
    }

    static Map<String, Object> with(Map<String, Object> lead, String field, Object value) {
        var changed = new HashMap<>(lead);
        changed.put(field, value);
        return changed;
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private HttpRequest.Builder request(String login, String path) {
        var credentials = Base64.getEncoder().encodeToString((login + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credentials)
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json");
    }

    /** A connection that broke is an answer too: status 0. */
    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    parse(response.body()),
                    response.headers().firstValue("Location").orElse(null));
        } catch (IOException e) {
            return new Answer(0, JSON.createObjectNode().put("error", e.toString()), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode().put("text", body);
        }
    }

    private static BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }
}
