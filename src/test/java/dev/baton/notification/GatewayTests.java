package dev.baton.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.baton.notification.ChannelSender.Outcome;
import dev.baton.staff.Person;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** WeCom, DingTalk and the SMS gateway as their public documentation describes them. */
class GatewayTests {

    @RegisterExtension
    static final WireMockExtension GATEWAY = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private final ObjectMapper json = new ObjectMapper();
    private final NoticeTemplates templates = new NoticeTemplates(ZoneId.of("Asia/Shanghai"));
    private final NoticeLinks links = new NoticeLinks(URI.create("https://crm.example.com/"));
    private final MovableClock clock = new MovableClock(Clock.systemUTC());
    private final HouseOfPeople people = new HouseOfPeople();
    private final Person rep = people.rep("gateway");

    // WeCom

    @Test
    void weComGetsATextCardThatOpensTheWorkbench() {
        tokens("token-1");
        weComAnswers("{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"m-1\"}");
        var delivery = delivery(Channel.WECOM, Map.of("leadName", "<b>华东</b>"));

        assertThat(weCom().send(delivery, rep)).isEqualTo(new Outcome.Sent("m-1"));

        GATEWAY.verify(getRequestedFor(urlPathEqualTo("/cgi-bin/gettoken"))
                .withQueryParam("corpid", equalTo("corp"))
                .withQueryParam("corpsecret", equalTo("s&cret+")));
        GATEWAY.verify(postRequestedFor(urlPathEqualTo("/cgi-bin/message/send"))
                .withQueryParam("access_token", equalTo("token-1"))
                .withRequestBody(equalToJson("""
                        {"touser": "wx-gateway", "msgtype": "textcard", "agentid": 1000002,
                         "enable_duplicate_check": 1, "duplicate_check_interval": 14400,
                         "textcard": {"title": "响应已超时：＜b＞华东＜/b＞",
                           "description": "官网表单线索“＜b＞华东＜/b＞”（负责人 李雷）在响应时限 3月1日 14:30 前没有被打开，请立即联系。",
                           "url": "https://crm.example.com/leads/1?n=%s", "btntxt": "打开"}}""".formatted(NoticeLinks.codeOf(delivery.id())))));
    }

    @Test
    void weComTokenIsFetchedOnceAndRenewedBeforeItExpires() {
        tokens("token-1");
        weComAnswers("{\"errcode\":0,\"errmsg\":\"ok\"}");
        var weCom = weCom();
        weCom.send(delivery(Channel.WECOM), rep);
        clock.forward(Duration.ofSeconds(6800));
        weCom.send(delivery(Channel.WECOM), rep);
        GATEWAY.verify(1, getRequestedFor(urlPathEqualTo("/cgi-bin/gettoken")));
        clock.forward(Duration.ofSeconds(200));
        weCom.send(delivery(Channel.WECOM), rep);
        GATEWAY.verify(2, getRequestedFor(urlPathEqualTo("/cgi-bin/gettoken")));
    }

    @ParameterizedTest
    @ValueSource(ints = {40014, 42001})
    void weComTokenThatWasEndedEarlyIsReplacedAtOnce(int stale) {
        GATEWAY.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken"))
                .inScenario("token")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson("{\"errcode\":0,\"access_token\":\"old\",\"expires_in\":7200}"))
                .willSetStateTo("renewed"));
        GATEWAY.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken"))
                .inScenario("token")
                .whenScenarioStateIs("renewed")
                .willReturn(okJson("{\"errcode\":0,\"access_token\":\"new\",\"expires_in\":7200}")));
        GATEWAY.stubFor(post(urlPathEqualTo("/cgi-bin/message/send"))
                .withQueryParam("access_token", equalTo("old"))
                .willReturn(okJson("{\"errcode\":%d,\"errmsg\":\"stale\"}".formatted(stale))));
        GATEWAY.stubFor(post(urlPathEqualTo("/cgi-bin/message/send"))
                .withQueryParam("access_token", equalTo("new"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"m-2\"}")));

        assertThat(weCom().send(delivery(Channel.WECOM), rep)).isEqualTo(new Outcome.Sent("m-2"));
    }

    @ParameterizedTest
    @CsvSource({"45009, true", "45033, true", "-1, true", "60020, false", "301002, false"})
    void weComThatIsBusyOrWronglySetUpIsAskedAgainLater(int code, boolean slower) {
        tokens("token-1");
        weComAnswers("{\"errcode\":%d,\"errmsg\":\"no\\r\\nmore\"}".formatted(code));
        assertThat(weCom().send(delivery(Channel.WECOM), rep)).isInstanceOfSatisfying(Outcome.Down.class, down -> {
            assertThat(down.why()).isEqualTo("HTTP 200 " + code + " no more");
            assertThat(down.retryAfter()).isEqualTo(slower ? Duration.ofMinutes(1) : null);
        });
    }

    @Test
    void weComUserWhomNobodyKnowsIsNotTriedAgain() {
        tokens("token-1");
        weComAnswers("{\"errcode\":81013,\"errmsg\":\"user & party & tag all invalid\"}");
        assertThat(weCom().send(delivery(Channel.WECOM), rep)).isInstanceOf(Outcome.Refused.class);
        weComAnswers("{\"errcode\":0,\"errmsg\":\"ok\",\"invaliduser\":\"wx-gateway\"}");
        assertThat(weCom().send(delivery(Channel.WECOM), rep)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void wrongSecretIsReportedWithoutTheSecret() {
        GATEWAY.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken"))
                .willReturn(okJson("{\"errcode\":40001,\"errmsg\":\"invalid credential\"}")));
        assertThat(weCom().send(delivery(Channel.WECOM), rep))
                .isInstanceOfSatisfying(
                        Outcome.Down.class,
                        down -> assertThat(down.why()).contains("40001").doesNotContain("cret+"));
    }

    @Test
    void nobodyCanBeMadeToStandForTheWholeCompany() {
        var weCom = weCom();
        assertThat(weCom.reaches(rep)).isTrue();
        for (String name : new String[] {"@all", "a|b", "", " "}) {
            assertThat(weCom.reaches(withWeCom(name))).as(name).isFalse();
        }
    }

    // DingTalk

    @Test
    void dingTalkRobotCallsTheSupervisorInTheGroup() {
        GATEWAY.stubFor(post(urlPathEqualTo("/robot/send")).willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\"}")));
        assertThat(dingTalk().send(delivery(Channel.DINGTALK, Map.of("leadName", "[华东](http://evil)")), rep))
                .isInstanceOf(Outcome.Sent.class);
        var request =
                GATEWAY.findAll(postRequestedFor(urlPathEqualTo("/robot/send"))).getFirst();
        var timestamp = request.queryParameter("timestamp").firstValue();
        assertThat(request.queryParameter("sign").firstValue()).isEqualTo(DingTalkChannel.sign(timestamp, "SEC123"));
        assertThat(Long.parseLong(timestamp)).isCloseTo(clock.millis(), offset(60_000L));
        GATEWAY.verify(postRequestedFor(urlPathEqualTo("/robot/send"))
                .withQueryParam("access_token", equalTo("robot"))
                .withRequestBody(matchingJsonPath("$.msgtype", equalTo("text")))
                .withRequestBody(matchingJsonPath("$.at.atMobiles[0]", equalTo("13800138000")))
                .withRequestBody(matchingJsonPath("$.text.content", WireMock.containing("@13800138000")))
                .withRequestBody(
                        matchingJsonPath("$.text.content", WireMock.containing("https://crm.example.com/leads/1"))));
    }

    @Test
    void dingTalkSignatureIsTheHmacOfTimestampAndSecret() {
        // computed with openssl: printf '1700000000000\nSEC123' | openssl dgst -sha256 -hmac SEC123 -binary | base64
        assertThat(DingTalkChannel.sign("1700000000000", "SEC123"))
                .isEqualTo("lkcPI1uoxBY1gUnCnnPH1Kkru0Hqjo7rFpA3haIVhEQ=");
    }

    @ParameterizedTest
    @CsvSource({"130101, PT10M", "410100, PT10M", "310000, ", "400102, "})
    void dingTalkThatIsTooBusyOrRefusesTheRobotIsAskedAgainLater(int code, @Nullable Duration retryAfter) {
        GATEWAY.stubFor(post(urlPathEqualTo("/robot/send"))
                .willReturn(okJson("{\"errcode\":%d,\"errmsg\":\"send too fast\"}".formatted(code))));
        assertThat(dingTalk().send(delivery(Channel.DINGTALK), rep))
                .isInstanceOfSatisfying(Outcome.Down.class, down -> assertThat(down.retryAfter())
                        .isEqualTo(retryAfter));
    }

    // SMS

    @Test
    void smsCarriesTheValuesOfItsTemplateAndAProofOfWhoSends() throws Exception {
        GATEWAY.stubFor(post(urlPathEqualTo("/"))
                .willReturn(okJson("{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"9006^0\",\"RequestId\":\"r\"}")));
        var delivery = delivery(Channel.SMS, Map.of("leadName", "王".repeat(10_000) + "【骗】"));

        assertThat(sms().send(delivery, rep)).isEqualTo(new Outcome.Sent("9006^0"));

        var request = GATEWAY.findAll(postRequestedFor(urlPathEqualTo("/"))).getFirst();
        assertThat(request.queryParameter("PhoneNumbers").firstValue()).isEqualTo("13800138000");
        assertThat(request.queryParameter("SignName").firstValue()).isEqualTo("百通");
        assertThat(request.queryParameter("TemplateCode").firstValue()).isEqualTo("SMS_1");
        assertThat(request.queryParameter("OutId").firstValue())
                .isEqualTo(delivery.id().toString());
        var values = json.readTree(request.queryParameter("TemplateParam").firstValue());
        assertThat(values.get("leadName").asString()).isEqualTo("王".repeat(34) + "…");
        assertThat(values.get("source").asString()).isEqualTo("官网表单");
        assertThat(values.get("dueAt").asString()).isEqualTo("3月1日 14:30");
        assertThat(values.get("link").asString())
                .isEqualTo(NoticeLinks.codeOf(delivery.id()))
                .hasSize(22);
        assertThat(values.size()).isEqualTo(4);

        // the gateway computes the signature again from what it received
        var query = new TreeMap<String, String>();
        for (String name : new String[] {"PhoneNumbers", "SignName", "TemplateCode", "TemplateParam", "OutId"}) {
            query.put(name, request.queryParameter(name).firstValue());
        }
        var expected = new Acs3Signature("key", "secret")
                .headers(
                        request.getHeader("Host"),
                        request.getHeader("x-acs-action"),
                        request.getHeader("x-acs-version"),
                        Acs3Signature.query(query),
                        Instant.parse(request.getHeader("x-acs-date")),
                        request.getHeader("x-acs-signature-nonce"));
        assertThat(request.getHeader("Authorization")).isEqualTo(expected.get("Authorization"));
    }

    @Test
    void smsWithoutRegisteredWordingIsRefusedSoThatTheNextChannelTakesOver() {
        var english = people.rep("english", HouseOfPeople.english());
        var delivery = delivery(Channel.SMS, Map.of(), Locale.ENGLISH);
        assertThat(sms().send(delivery, english))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Delivery.Reason.NO_TEMPLATE));
    }

    @ParameterizedTest
    @CsvSource({
        "200, isv.BUSINESS_LIMIT_CONTROL, later",
        "400, Throttling.User, later",
        "200, isv.AMOUNT_NOT_ENOUGH, down",
        "403, InvalidAccessKeyId.NotFound, down",
        "200, isv.MOBILE_NUMBER_ILLEGAL, refused",
        "200, isv.PARAM_NOT_SUPPORT_URL, refused",
        "503, ServiceUnavailable, down"
    })
    void smsErrorsAreToldApart(int status, String code, String expected) {
        GATEWAY.stubFor(post(urlPathEqualTo("/"))
                .willReturn(okJson("{\"Code\":\"%s\",\"Message\":\"no\"}".formatted(code))
                        .withStatus(status)));
        var outcome = sms().send(delivery(Channel.SMS), rep);
        var kind =
                switch (outcome) {
                    case Outcome.Sent sent -> "sent";
                    case Outcome.Refused refused -> "refused";
                    case Outcome.Down down -> down.retryAfter() == null ? "down" : "later";
                };
        assertThat(kind).isEqualTo(expected);
    }

    // All of them

    @Test
    void brokenLinesAndTimeoutsAreFaultsOfTheChannelNotOfTheMessage() {
        GATEWAY.stubFor(
                post(urlPathEqualTo("/robot/send")).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(dingTalk().send(delivery(Channel.DINGTALK), rep)).isInstanceOf(Outcome.Down.class);
        GATEWAY.stubFor(
                post(urlPathEqualTo("/robot/send")).willReturn(okJson("{}").withFixedDelay(2000)));
        var hasty = new DingTalkChannel(configured(Duration.ofMillis(200)), templates, links, json, clock);
        assertThat(hasty.send(delivery(Channel.DINGTALK), rep))
                .isInstanceOfSatisfying(
                        Outcome.Down.class, down -> assertThat(down.why()).contains("Timeout"));
        GATEWAY.stubFor(post(urlPathEqualTo("/robot/send"))
                .willReturn(aResponse().withStatus(502).withBody("<html>Bad gateway</html>")));
        assertThat(dingTalk().send(delivery(Channel.DINGTALK), rep)).isEqualTo(Outcome.down("HTTP 502 without JSON"));
        GATEWAY.stubFor(post(urlPathEqualTo("/robot/send"))
                .willReturn(okJson("{}").withStatus(429).withHeader("Retry-After", "90")));
        assertThat(dingTalk().send(delivery(Channel.DINGTALK), rep))
                .isEqualTo(new Outcome.Down("HTTP 429", Duration.ofSeconds(90)));
    }

    private void tokens(String token) {
        GATEWAY.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"%s\",\"expires_in\":7200}"
                        .formatted(token))));
    }

    private void weComAnswers(String body) {
        GATEWAY.stubFor(post(urlPathEqualTo("/cgi-bin/message/send")).willReturn(okJson(body)));
    }

    private WeComChannel weCom() {
        return new WeComChannel(configured(), templates, links, json, clock);
    }

    private DingTalkChannel dingTalk() {
        return new DingTalkChannel(configured(), templates, links, json, clock);
    }

    private SmsChannel sms() {
        return new SmsChannel(configured(), templates, json, clock);
    }

    private static NotificationProperties configured() {
        return configured(Duration.ofSeconds(20));
    }

    private static NotificationProperties configured(Duration timeout) {
        var base = URI.create(GATEWAY.baseUrl());
        var second = Duration.ofSeconds(1);
        return new NotificationProperties(
                null,
                new NotificationProperties.Retry(second, second, second),
                second,
                second,
                1,
                second,
                new NotificationProperties.Mail(true, "baton@localhost", "Baton"),
                new NotificationProperties.WeCom(true, base, "corp", 1000002, "s&cret+", timeout, timeout),
                new NotificationProperties.DingTalk(true, base, "robot", "SEC123", timeout, timeout),
                new NotificationProperties.Sms(
                        true,
                        base,
                        "key",
                        "secret",
                        "百通",
                        Map.of("lead.window-due.zh-CN", "SMS_1"),
                        35,
                        timeout,
                        timeout));
    }

    private Delivery delivery(Channel channel) {
        return delivery(channel, Map.of());
    }

    private Delivery delivery(Channel channel, Map<String, String> change) {
        return delivery(channel, change, Locale.SIMPLIFIED_CHINESE);
    }

    private Delivery delivery(Channel channel, Map<String, String> change, Locale language) {
        var values = new HashMap<>(Notices.VALUES);
        values.putAll(change);
        return new Delivery(
                new Delivery.Content(
                        "lead:1:1:window-due", rep.id(), "lead.window-due", language, values, "/leads/1", "响应已超时"),
                new NoticeRouting.Leg(channel, null, null, null),
                clock.instant(),
                clock.instant().plusSeconds(60));
    }

    private Person withWeCom(String user) {
        return new Person(
                rep.id(),
                rep.login(),
                rep.name(),
                rep.email(),
                rep.mobile(),
                user,
                rep.region(),
                rep.roles(),
                true,
                true,
                false,
                null,
                rep.language());
    }
}
