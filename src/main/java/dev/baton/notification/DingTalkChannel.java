package dev.baton.notification;

import dev.baton.notification.NoticeTemplates.Part;
import dev.baton.staff.Person;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.ObjectMapper;

/**
 * A custom robot that speaks in the supervisors' DingTalk group and calls the person by mobile number.
 *
 * <p>The group was chosen over work notices because it needs no application in the company's DingTalk and no directory
 * of user ids, and because what concerns a supervisor (LR-04) is the group's business while one of them is away.
 */
@Component
class DingTalkChannel implements ChannelSender {

    /** busy; more than 20 messages a minute, which is punished with ten minutes of silence; quota of calls used up. */
    private static final Set<Integer> SLOW_DOWN = Set.of(-1, 130101, 410100, 90030);

    /** the message itself is wrong. */
    private static final Set<Integer> BAD_MESSAGE = Set.of(40035, 400105, 430101, 430102, 430103, 430104);

    private static final Duration SLOWER = Duration.ofMinutes(10);

    private final NotificationProperties.@Nullable DingTalk properties;
    private final @Nullable HttpApi http;
    private final NoticeTemplates templates;
    private final NoticeLinks links;
    private final Clock clock;

    DingTalkChannel(
            NotificationProperties properties,
            NoticeTemplates templates,
            NoticeLinks links,
            ObjectMapper json,
            Clock clock) {
        this.properties = properties.dingtalk();
        this.http = this.properties == null
                ? null
                : new HttpApi(this.properties.connectTimeout(), this.properties.readTimeout(), json);
        this.templates = templates;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.DINGTALK;
    }

    @Override
    public boolean isOn() {
        return properties != null && properties.enabled();
    }

    /** The group reads it in any case; a mobile number only makes the person's phone ring. */
    @Override
    public boolean reaches(Person person) {
        return true;
    }

    @Override
    public Outcome send(Delivery delivery, Person to) {
        if (properties == null || http == null) {
            return Outcome.down("not configured");
        }
        try {
            return outcomeOf(http.post(uri(properties), message(delivery, to)));
        } catch (HttpApi.Unreachable e) {
            return e.asOutcome();
        }
    }

    /** Plain text, not Markdown: a name cannot become a link. */
    private Map<String, Object> message(Delivery delivery, Person to) {
        var language = delivery.language();
        var values = new HashMap<>(delivery.values());
        values.put(NoticeTemplates.LINK, links.to(delivery.path()));
        var mobiles = mobileOf(to);
        var content = templates.render(delivery.template(), Part.TITLE, language, values, 80)
                + "\n" + templates.render(delivery.template(), Part.TEXT, language, values, 200)
                + "\n" + links.to(delivery.path())
                + "\n" + (mobiles.isEmpty() ? Text.cut(Text.oneLine(to.name()), 40) : "@" + mobiles.getFirst());
        return Map.of(
                "msgtype", "text",
                "text", Map.of("content", content),
                "at", Map.of("atMobiles", mobiles, "isAtAll", false));
    }

    private static List<String> mobileOf(Person person) {
        var mobile = person.mobile();
        return mobile == null || mobile.isBlank() ? List.of() : List.of(mobile.replaceFirst("^\\+86", ""));
    }

    private URI uri(NotificationProperties.DingTalk properties) {
        var timestamp = String.valueOf(clock.millis());
        return UriComponentsBuilder.fromUri(properties.baseUrl())
                .path("/robot/send")
                .queryParam("access_token", "{token}")
                .queryParam("timestamp", "{timestamp}")
                .queryParam("sign", "{sign}")
                .encode()
                .buildAndExpand(properties.accessToken(), timestamp, sign(timestamp, properties.secret()))
                .toUri();
    }

    static String sign(String timestamp, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcomeOf(HttpApi.Answer answer) {
        int code = answer.errcode();
        if (code == 0) {
            return new Outcome.Sent(null);
        }
        var why = answer.describe(
                String.valueOf(code), answer.body().path("errmsg").asString(""));
        if (BAD_MESSAGE.contains(code)) {
            return Outcome.refused(why);
        }
        return new Outcome.Down(why, SLOW_DOWN.contains(code) ? SLOWER : null);
    }
}
