package dev.baton.local;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands in for WeCom, DingTalk and the SMS gateway, takes everything and remembers what it was asked to send. */
public final class LocalGateways implements AutoCloseable {

    private static final List<String> BY_SMS = List.of("lead.window-due");

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    LocalGateways() {
        server.start();
        server.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(okJson("{\"Code\":\"OK\",\"BizId\":\"1\",\"Message\":\"OK\",\"RequestId\":\"1\"}")));
        server.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"t\",\"expires_in\":7200}")));
        server.stubFor(post(urlPathEqualTo("/cgi-bin/message/send"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"m\"}")));
        server.stubFor(post(urlPathEqualTo("/robot/send")).willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\"}")));
    }

    /** What Baton must be told to use it. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("baton.notification.wecom.base-url", server.baseUrl());
        properties.put("baton.notification.wecom.corp-id", "corp");
        properties.put("baton.notification.wecom.agent-id", "1000002");
        properties.put("baton.notification.wecom.secret", "secret");
        properties.put("baton.notification.dingtalk.base-url", server.baseUrl());
        properties.put("baton.notification.dingtalk.access-token", "robot");
        properties.put("baton.notification.dingtalk.secret", "secret");
        properties.put("baton.notification.sms.base-url", server.baseUrl());
        properties.put("baton.notification.sms.access-key-id", "key");
        properties.put("baton.notification.sms.access-key-secret", "secret");
        properties.put("baton.notification.sms.sign-name", "Baton");
        BY_SMS.forEach(
                template -> properties.put("baton.notification.sms.templates[%s.zh-CN]".formatted(template), "SMS_1"));
        return properties;
    }

    /** Bodies of the WeCom messages that mention this text. */
    public List<String> wecom(String text) {
        return sent("/cgi-bin/message/send", text);
    }

    /** Bodies of the messages to the supervisors' DingTalk group that mention this text. */
    public List<String> dingtalk(String text) {
        return sent("/robot/send", text);
    }

    /** Addresses of the requests to the SMS gateway that mention this text. */
    public List<String> sms(String text) {
        return server.findAll(anyRequestedFor(urlPathEqualTo("/"))).stream()
                .map(request -> java.net.URLDecoder.decode(request.getUrl(), java.nio.charset.StandardCharsets.UTF_8))
                .filter(url -> url.contains(text))
                .toList();
    }

    private List<String> sent(String path, String text) {
        return server.findAll(anyRequestedFor(urlPathEqualTo(path))).stream()
                .map(LoggedRequest::getBodyAsString)
                .filter(body -> body.contains(text))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
