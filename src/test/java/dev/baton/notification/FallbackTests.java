package dev.baton.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** When a channel is down, the next one of the policy is used, once, and it shows (NT-01). */
@NotificationTest
class FallbackTests {

    @RegisterExtension
    static final WireMockExtension GATEWAY = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Autowired
    Notifications notifications;

    @Autowired
    Courier courier;

    @Autowired
    HouseOfPeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    Traces traces;

    @Autowired
    NotificationHealth health;

    @Autowired
    MeterRegistry meters;

    @DynamicPropertySource
    static void gateways(DynamicPropertyRegistry registry) {
        registry.add("baton.notification.wecom.base-url", GATEWAY::baseUrl);
        registry.add("baton.notification.wecom.corp-id", () -> "corp");
        registry.add("baton.notification.wecom.agent-id", () -> "1000002");
        registry.add("baton.notification.wecom.secret", () -> "secret");
        registry.add("baton.notification.sms.base-url", GATEWAY::baseUrl);
        registry.add("baton.notification.sms.access-key-id", () -> "key");
        registry.add("baton.notification.sms.access-key-secret", () -> "secret");
        registry.add("baton.notification.sms.sign-name", () -> "百通");
        registry.add("baton.notification.sms.templates.lead.window-due.zh-CN", () -> "SMS_1");
        registry.add("baton.notification.retry.first", () -> "30s");
        registry.add("baton.notification.policy.wecom.next", () -> "in-app");
        registry.add("baton.notification.policy.wecom.patience", () -> "5m");
    }

    @Test
    void channelThatIsDownIsTriedAgainAndThenTheNextOneTakesOverVisibly() {
        GATEWAY.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken")).willReturn(serverError()));
        var rep = people.rep("down");
        var notice = Notices.windowDue(rep, Channel.WECOM);

        notifications.send(notice);

        await().untilAsserted(() -> assertThat(traces.of(notice)).containsExactly("WECOM RETRYING CHANNEL_DOWN - -"));
        var row = traces.rowOf(notice, Channel.WECOM);
        assertThat(row.get("attempts")).isEqualTo(1);
        assertThat(row.get("last_error").toString()).isEqualTo("HTTP 500");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(conditionOf("WECOM")).containsEntry("status", "DOWN").containsKey("since");
        assertThat(conditionOf("DINGTALK")).containsEntry("status", "OFF");
        assertThat(courier.sweep()).as("back-off").isZero();

        clock.forward(Duration.ofSeconds(60));
        assertThat(courier.sweep()).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(traces.rowOf(notice, Channel.WECOM).get("attempts")).isEqualTo(2));
        assertThat(traces.of(notice)).containsExactly("WECOM RETRYING CHANNEL_DOWN - -");

        clock.forward(Duration.ofMinutes(5));
        courier.sweep();
        await().untilAsserted(() -> assertThat(traces.of(notice))
                .containsExactly("IN_APP SENT - - WECOM", "WECOM REPLACED CHANNEL_DOWN IN_APP -"));
        assertThat(traces.rowOf(notice, Channel.WECOM).get("attempts")).isEqualTo(3);

        notifications.send(notice);
        clock.forward(Duration.ofMinutes(5));
        courier.sweep();
        assertThat(traces.of(notice)).hasSize(2);
        assertThat(meters.counter("baton.notification.deliveries", "channel", "WECOM", "outcome", "REPLACED")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void channelThatComesBackDeliversWhatWaited() {
        GATEWAY.stubFor(post(urlPathEqualTo("/")).willReturn(serverError()));
        var rep = people.rep("back");
        var notice = Notices.windowDue(rep, Channel.SMS);
        notifications.send(notice);
        await().untilAsserted(() -> assertThat(traces.statesOf(notice)).isEqualTo(Map.of("SMS", "RETRYING")));
        var firstTry = (Timestamp) traces.rowOf(notice, Channel.SMS).get("next_attempt_at");
        assertThat(firstTry.toInstant()).isAfter(clock.instant());

        GATEWAY.stubFor(post(urlPathEqualTo("/")).willReturn(okJson("{\"Code\":\"OK\",\"BizId\":\"b\"}")));
        clock.forward(Duration.ofSeconds(60));
        courier.sweep();

        await().untilAsserted(() -> assertThat(traces.statesOf(notice)).isEqualTo(Map.of("SMS", "SENT")));
        assertThat(traces.rowOf(notice, Channel.SMS)).containsEntry("reference", "b");
        assertThat(conditionOf("SMS")).containsEntry("status", "UP");
        var id = traces.rowOf(notice, Channel.SMS).get("id").toString();
        GATEWAY.verify(2, postRequestedFor(urlPathEqualTo("/")).withQueryParam("OutId", equalTo(id)));
    }

    @Test
    void refusedMessageGoesToTheNextChannelAtOnce() {
        GATEWAY.stubFor(post(urlPathEqualTo("/"))
                .willReturn(okJson("{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"no number\"}")));
        var rep = people.rep("refused");
        var notice = Notices.windowDue(rep, Channel.SMS);
        notifications.send(notice);
        await().untilAsserted(() ->
                assertThat(traces.of(notice)).containsExactly("MAIL SENT - - SMS", "SMS REPLACED REFUSED MAIL -"));
        assertThat(traces.rowOf(notice, Channel.SMS).get("last_error").toString())
                .isEqualTo("HTTP 200 isv.MOBILE_NUMBER_ILLEGAL no number");
    }

    @Test
    void replacementThatTheNoticeAlreadyHasIsNotSentTwice() {
        GATEWAY.stubFor(post(urlPathEqualTo("/"))
                .willReturn(okJson("{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"no number\"}")));
        var rep = people.rep("already");
        var notice = Notices.windowDue(rep, Channel.SMS, Channel.MAIL);
        notifications.send(notice);
        await().untilAsserted(() ->
                assertThat(traces.of(notice)).containsExactly("MAIL SENT - - -", "SMS REPLACED REFUSED MAIL -"));
        assertThat(Arrays.stream(NotificationTest.Servers.MAIL.getReceivedMessages())
                        .filter(mail -> recipientOf(mail).contains(String.valueOf(rep.email()))))
                .hasSize(1);
    }

    private static String recipientOf(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> conditionOf(String channel) {
        return (Map<String, Object>) health.health().getDetails().get(channel);
    }
}
