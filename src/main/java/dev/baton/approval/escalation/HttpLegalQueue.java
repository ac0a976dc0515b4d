package dev.baton.approval.escalation;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Legal works in a system of its own, which lists what is pending at {@code GET <url>/pending}: a JSON list of objects
 * with {@code reference} (the id of the approval) and {@code updatedAt} (ISO 8601).
 */
@Component
@Primary
@ConditionalOnProperty("baton.approval.legal-queue.url")
@EnableConfigurationProperties(HttpLegalQueue.Properties.class)
class HttpLegalQueue implements LegalQueue {

    private static final int LONGEST = 2_000_000;

    /** @param token sent as a bearer token */
    @Validated
    @ConfigurationProperties("baton.approval.legal-queue")
    record Properties(
            URI url,
            @Nullable @NotBlank String token,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration readTimeout) {}

    private final Properties properties;
    private final RestClient client;
    private final ObjectMapper json;

    HttpLegalQueue(Properties properties, ObjectMapper json) {
        this.properties = properties;
        this.json = json;
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.readTimeout());
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public Optional<Item> pending(UUID approvalId) {
        for (var item : list()) {
            if (approvalId.toString().equalsIgnoreCase(item.path("reference").asString(""))) {
                return Optional.of(new Item(moment(item.path("updatedAt").asString(""))));
            }
        }
        return Optional.empty();
    }

    private JsonNode list() {
        try {
            var body = client.get()
                    .uri(URI.create(properties.url().toString().replaceAll("/+$", "") + "/pending"))
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(headers -> {
                        if (properties.token() != null) {
                            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + properties.token());
                        }
                    })
                    .exchange((request, response) -> {
                        if (response.getStatusCode().value() != 200) {
                            throw new Unreachable(
                                    "HTTP " + response.getStatusCode().value());
                        }
                        return response.getBody().readNBytes(LONGEST);
                    });
            var list = json.readTree(body);
            if (list == null || !list.isArray()) {
                throw new Unreachable("the answer is no list");
            }
            return list;
        } catch (RestClientException | JacksonException e) {
            throw new Unreachable(e.getClass().getSimpleName());
        }
    }

    private static Instant moment(String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            throw new Unreachable("no time: " + written);
        }
    }
}
