package dev.baton.integration.verification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.lead.NumberVerification;
import dev.baton.lead.NumberVerification.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AskingVerificationServiceTests {

    private static final String NUMBER = "+8613812345678";

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T02:00:00Z"));

    @Test
    void aNumberInUseIsValidAndTheServiceIsAskedAsAgreed() {
        SERVICE.stubFor(get(urlPathEqualTo("/check")).willReturn(okJson("{\"valid\": true}")));

        asking(service -> assertThat(service.verify(NUMBER)).isEqualTo(Verdict.VALID));

        SERVICE.verify(
                1,
                getRequestedFor(urlPathEqualTo("/check"))
                        .withQueryParam("number", equalTo(NUMBER))
                        .withHeader("Authorization", equalTo("Bearer key-of-tests")));
    }

    @Test
    void aNumberOutOfUseIsLookedAtByAPerson() {
        SERVICE.stubFor(get(urlPathEqualTo("/check")).willReturn(okJson("{\"valid\": false}")));
        asking(service -> assertThat(service.verify(NUMBER)).isEqualTo(Verdict.REVIEW));
    }

    @Test
    void anotherServicesAnswerIsReadWhereItIsConfigured() {
        SERVICE.stubFor(get(urlPathEqualTo("/check")).willReturn(okJson("{\"data\": {\"status\": \"实号\"}}")));
        asking(
                service -> assertThat(service.verify(NUMBER)).isEqualTo(Verdict.VALID),
                "baton.number-verification.answer=/data/status",
                "baton.number-verification.valid=实号,沉默号");
    }

    @Test
    void aServiceThatIsOutOfOrderIsAskedAgainAndThenLeftAlone() {
        SERVICE.stubFor(get(urlPathEqualTo("/check")).willReturn(aResponse().withStatus(503)));
        asking(service -> {
            assertThat(service.verify(NUMBER)).isEqualTo(Verdict.REVIEW);
            assertThat(service.verify(NUMBER)).isEqualTo(Verdict.REVIEW);
            SERVICE.verify(2, getRequestedFor(urlPathEqualTo("/check")));

            SERVICE.stubFor(get(urlPathEqualTo("/check")).willReturn(okJson("{\"valid\": true}")));
            now.set(now.get().plusSeconds(31));
            assertThat(service.verify(NUMBER)).isEqualTo(Verdict.VALID);
        });
    }

    @Test
    void aServiceThatHangsBreaksOffOrTalksNonsenseHoldsNoLeadUp() {
        var answers = new com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder[] {
            okJson("{\"valid\": true}").withFixedDelay(3_000),
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            okJson("{\"valid\": "),
            aResponse().withBody("<html>").withHeader("Content-Type", "text/html"),
            aResponse().withStatus(204)
        };
        for (var answer : answers) {
            SERVICE.stubFor(get(urlPathEqualTo("/check")).willReturn(answer));
            asking(
                    service -> assertThat(service.verify(NUMBER)).isEqualTo(Verdict.REVIEW),
                    "baton.number-verification.read-timeout=200ms");
        }
    }

    private void asking(java.util.function.Consumer<NumberVerification> test, String... properties) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RestClientAutoConfiguration.class))
                .withUserConfiguration(VerificationSetup.class)
                .withBean(Clock.class, this::clock)
                .withPropertyValues(
                        "baton.number-verification.url=" + SERVICE.baseUrl() + "/check",
                        "baton.number-verification.key=key-of-tests")
                .withPropertyValues(properties)
                .run(context -> test.accept(context.getBean(NumberVerification.class)));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
