package dev.baton.browser;

import static org.awaitility.Awaitility.await;

import dev.baton.local.BatonInside;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What happens around the person at the browser: leads arrive and others act, over the API. */
final class Office {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final AtomicInteger NUMBERS = new AtomicInteger(60_000_000);
    private static final String[] FAMILY = {"柏", "褚", "戚", "水", "窦", "云", "柳", "酆", "费", "岑", "雷", "滕", "殷", "毕", "邬"};
    private static final String[] GIVEN = {"若溪", "知行", "书瑶", "予安", "佳音", "致远", "清和", "嘉树", "明月", "向晚", "听澜"};
    private static final Duration SOON = Duration.ofSeconds(60);

    private final BatonInside baton;

    Office(BatonInside baton) {
        this.baton = baton;
    }

    /** A lead as it arrives. */
    record Arrival(String name, String source, String region, Map<String, Object> more) {

        static Arrival of(String source, String region) {
            return new Arrival(newName(), source, region, Map.of());
        }

        Arrival with(String field, Object value) {
            var all = new HashMap<>(more);
            all.put(field, value);
            return new Arrival(name, source, region, all);
        }
    }

    /** A customer's name that no other lead of the run has, nor anybody of the staff. */
    static String newName() {
        // 15 and 11 have no common divisor, so 165 pairs come before one repeats.
        int number = NAMES.getAndIncrement();
        return FAMILY[number % FAMILY.length] + GIVEN[number % GIVEN.length];
    }

    /** Hands a lead in and returns its id. */
    String arrives(Arrival arrival) {
        var lead = new HashMap<>(arrival.more());
        lead.put("name", arrival.name());
        lead.put("phone", "138%08d".formatted(NUMBERS.incrementAndGet()));
        lead.put("source", arrival.source());
        lead.put("region", arrival.region());
        lead.putIfAbsent("intent", "high");
        lead.put("nextFollowUpAt", baton.now().plus(20, ChronoUnit.DAYS).toString());
        return as("intake")
                .post()
                .uri("/api/leads")
                .contentType(MediaType.APPLICATION_JSON)
                .body(lead)
                .retrieve()
                .body(JsonNode.class)
                .path("id")
                .asString();
    }

    /** Waits for the owner and their task, and returns the owner's login. */
    String ownerOf(String lead) {
        String owner = await("owner of " + lead)
                .atMost(SOON)
                .until(() -> lead(lead).path("owner").path("id").asString(), id -> !id.isEmpty());
        String login = loginOf(owner);
        awaitTask(login, lead);
        return login;
    }

    /** Waits until somebody finds a task about the lead in their inbox. */
    void awaitTask(String login, String lead) {
        await("task of " + login + " about " + lead).atMost(SOON).until(() -> list(login, "/api/tasks").stream()
                .anyMatch(task -> task.path("recordId").asString().equals(lead)));
    }

    JsonNode lead(String id) {
        return get("director", "/api/leads/" + id);
    }

    JsonNode awaitLead(String id, Predicate<JsonNode> wanted) {
        return await("lead " + id).atMost(SOON).until(() -> lead(id), wanted);
    }

    List<JsonNode> list(String login, String path) {
        return stream(get(login, path)).toList();
    }

    JsonNode get(String login, String path) {
        return as(login).get().uri(path).retrieve().body(JsonNode.class);
    }

    /** How many leads wait at an element of the process. */
    int standingAt(String element) {
        return stream(get("director", "/api/processes/lead-response").path("counts"))
                .filter(count -> count.path("elementId").asString().equals(element))
                .mapToInt(count -> count.path("active").asInt())
                .sum();
    }

    JsonNode person(String login) {
        return list("admin", "/api/people?q=" + login).stream()
                .filter(row -> row.path("login").asString().equals(login))
                .findFirst()
                .orElseThrow();
    }

    void enable(String login) {
        as("admin")
                .post()
                .uri("/api/people/{id}/enable", person(login).path("id").asString())
                .retrieve()
                .toBodilessEntity();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private String loginOf(String id) {
        return list("admin", "/api/people").stream()
                .filter(row -> row.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow()
                .path("login")
                .asString();
    }

    private RestClient as(String login) {
        return RestClient.builder()
                .baseUrl(baton.uri().toString())
                .defaultHeaders(headers -> headers.setBasicAuth(login, "baton"))
                .defaultHeader("Accept-Language", "zh-CN")
                .build();
    }
}
