package dev.baton.integration.verification;

import dev.baton.lead.NumberVerification;
import dev.baton.lead.Phone;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/**
 * Asks a service whether a number is in use (DH-02). A lead never waits for it for long: where it gives no answer, a
 * person looks at the number, and for a while it is not asked again.
 */
class AskingVerificationService implements NumberVerification {

    private static final Logger LOG = LoggerFactory.getLogger(AskingVerificationService.class);

    private final RestClient http;
    private final NumberVerificationProperties properties;
    private final Clock clock;
    private final AtomicReference<Instant> leftAloneUntil = new AtomicReference<>(Instant.MIN);

    AskingVerificationService(RestClient http, NumberVerificationProperties properties, Clock clock) {
        this.http = http;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Verdict verify(String e164) {
        if (clock.instant().isBefore(leftAloneUntil.get())) {
            return Verdict.REVIEW;
        }
        for (int attempt = 1; attempt <= properties.attempts(); attempt++) {
            try {
                return ask(e164);
            } catch (RestClientException e) {
                LOG.warn("Number verification gave no answer, attempt {}: {}", attempt, e.getMessage());
            }
        }
        leftAloneUntil.set(clock.instant().plus(properties.pause()));
        return Verdict.REVIEW;
    }

    private Verdict ask(String e164) {
        var answer = http.get()
                .uri(builder -> builder.queryParam("number", "{number}").build(Phone.withoutExtension(e164)))
                .headers(this::authorize)
                .retrieve()
                .body(JsonNode.class);
        var verdict = answer == null ? "" : answer.at(properties.answer()).asString("");
        return properties.valid().contains(verdict) ? Verdict.VALID : Verdict.REVIEW;
    }

    private void authorize(HttpHeaders headers) {
        if (properties.key() != null && !properties.key().isBlank()) {
            headers.setBearerAuth(properties.key());
        }
    }
}
