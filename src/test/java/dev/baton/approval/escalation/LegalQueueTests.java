package dev.baton.approval.escalation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** What the adapter asks the system of legal, and how it reads the answers (SW-05). */
class LegalQueueTests {

    @RegisterExtension
    static final WireMockExtension LEGAL = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private HttpLegalQueue queue;

    @BeforeEach
    void adapter() {
        queue = at(LEGAL.baseUrl() + "/legal/");
    }

    @Test
    @DisplayName("The pending item of an approval has the time of its last update")
    void pending() {
        var approval = UUID.randomUUID();
        LEGAL.stubFor(get(urlEqualTo("/legal/pending")).willReturn(okJson("""
                        [{"reference":"other","updatedAt":"2026-01-01T00:00:00Z"},
                         {"reference":"%s","updatedAt":"2026-03-02T10:00:00+08:00","title":"x"}]""".formatted(approval))));
        assertThat(queue.pending(approval)).hasValue(new LegalQueue.Item(Instant.parse("2026-03-02T02:00:00Z")));
        LEGAL.verify(getRequestedFor(urlEqualTo("/legal/pending"))
                .withHeader("Authorization", equalTo("Bearer secret"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    @DisplayName("What is not in the list does not lie with legal")
    void notThere() {
        LEGAL.stubFor(get(urlEqualTo("/legal/pending")).willReturn(okJson("[]")));
        assertThat(queue.pending(UUID.randomUUID())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "<html></html>", "null"})
    @DisplayName("An answer that is no list is as good as none")
    void unreadable(String body) {
        LEGAL.stubFor(get(urlEqualTo("/legal/pending")).willReturn(okJson(body)));
        unreachable();
    }

    @Test
    @DisplayName("A refusal, a failure, a broken time and a system that is away are as good as none")
    void away() {
        LEGAL.stubFor(get(urlEqualTo("/legal/pending")).willReturn(aResponse().withStatus(401)));
        unreachable();
        LEGAL.stubFor(get(urlEqualTo("/legal/pending")).willReturn(aResponse().withStatus(503)));
        unreachable();
        LEGAL.stubFor(get(urlEqualTo("/legal/pending"))
                .willReturn(aResponse().withFixedDelay(4_000).withBody("[]")));
        unreachable();
        queue = at("http://127.0.0.1:1");
        unreachable();
    }

    private void unreachable() {
        assertThatThrownBy(() -> queue.pending(UUID.randomUUID())).isInstanceOf(LegalQueue.Unreachable.class);
    }

    private static HttpLegalQueue at(String url) {
        return new HttpLegalQueue(
                new HttpLegalQueue.Properties(URI.create(url), "secret", Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new ObjectMapper());
    }
}
