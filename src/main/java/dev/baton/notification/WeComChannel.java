package dev.baton.notification;

import dev.baton.notification.NoticeTemplates.Part;
import dev.baton.staff.Person;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.ObjectMapper;

/** Messages of a company's own WeCom application: a text card that opens the workbench. */
@Component
class WeComChannel implements ChannelSender {

    /** invalid, missing, expired: WeCom may end a token early, and wants a new one to be fetched then. */
    private static final Set<Integer> STALE_TOKEN = Set.of(40014, 41001, 42001);

    /** busy; called too often; too many calls at once; too often for this person. */
    private static final Set<Integer> SLOW_DOWN = Set.of(-1, 45009, 45011, 45033);

    /** nobody of that name; not in the application's visible range. */
    private static final Set<Integer> NOBODY = Set.of(40003, 60111, 81013);

    /** {@code @all} and a list with bars would reach the whole company. */
    private static final Pattern ONE_USER = Pattern.compile("[A-Za-z0-9_.-][A-Za-z0-9_.@-]{0,63}");

    private static final int LONGEST_TITLE_BYTES = 128;
    private static final int LONGEST_DESCRIPTION_BYTES = 512;
    private static final Duration SLOWER = Duration.ofMinutes(1);

    private final NotificationProperties.@Nullable WeCom properties;
    private final @Nullable HttpApi http;
    private final NoticeTemplates templates;
    private final NoticeLinks links;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token token;

    WeComChannel(
            NotificationProperties properties,
            NoticeTemplates templates,
            NoticeLinks links,
            ObjectMapper json,
            Clock clock) {
        this.properties = properties.wecom();
        this.http = this.properties == null
                ? null
                : new HttpApi(this.properties.connectTimeout(), this.properties.readTimeout(), json);
        this.templates = templates;
        this.links = links;
        this.clock = clock;
    }

    private record Token(String value, Instant goodUntil) {}

    @Override
    public Channel channel() {
        return Channel.WECOM;
    }

    @Override
    public boolean isOn() {
        return properties != null && properties.enabled();
    }

    @Override
    public boolean reaches(Person person) {
        return person.wecomUserId() != null
                && ONE_USER.matcher(person.wecomUserId()).matches();
    }

    @Override
    public Outcome send(Delivery delivery, Person to) {
        if (properties == null || http == null) {
            return Outcome.down("not configured");
        }
        try {
            var message = message(delivery, to, properties);
            var usedToken = token(properties, http);
            var answer = http.post(sendUri(properties, usedToken), message);
            if (STALE_TOKEN.contains(answer.errcode())) {
                forget(usedToken);
                answer = http.post(sendUri(properties, token(properties, http)), message);
            }
            return outcomeOf(answer);
        } catch (HttpApi.Unreachable e) {
            return e.asOutcome();
        }
    }

    private Map<String, Object> message(Delivery delivery, Person to, NotificationProperties.WeCom properties) {
        var values = new HashMap<>(delivery.values());
        var url = links.to(delivery.path());
        values.put(NoticeTemplates.LINK, url);
        var language = delivery.language();
        var title =
                templates.render(delivery.template(), Part.TITLE, language, values, 80, WeComChannel::withoutMarkup);
        var text = templates.render(delivery.template(), Part.TEXT, language, values, 100, WeComChannel::withoutMarkup);
        return Map.of(
                "touser",
                String.valueOf(to.wecomUserId()),
                "msgtype",
                "textcard",
                "agentid",
                properties.agentId(),
                "textcard",
                Map.of(
                        "title", Text.cutBytes(title, LONGEST_TITLE_BYTES),
                        "description", Text.cutBytes(text, LONGEST_DESCRIPTION_BYTES),
                        // makes two events with the same words differ, and a repeat of one event equal
                        "url", url + (url.contains("?") ? "&n=" : "?n=") + NoticeLinks.codeOf(delivery.id()),
                        "btntxt", templates.phrase(language, "mail.open")),
                "enable_duplicate_check",
                1,
                "duplicate_check_interval",
                14_400);
    }

    /** A text card understands some HTML; full-width brackets look alike and mean nothing. */
    private static String withoutMarkup(String text) {
        return text.replace('<', '＜').replace('>', '＞');
    }

    private String token(NotificationProperties.WeCom properties, HttpApi http) {
        var known = token;
        if (known != null && clock.instant().isBefore(known.goodUntil())) {
            return known.value();
        }
        fetching.lock();
        try {
            known = token;
            if (known == null || !clock.instant().isBefore(known.goodUntil())) {
                known = fetch(properties, http);
                token = known;
            }
            return known.value();
        } finally {
            fetching.unlock();
        }
    }

    private Token fetch(NotificationProperties.WeCom properties, HttpApi http) {
        var answer = http.get(UriComponentsBuilder.fromUri(properties.baseUrl())
                .path("/cgi-bin/gettoken")
                .queryParam("corpid", "{corpid}")
                .queryParam("corpsecret", "{corpsecret}")
                .encode()
                .buildAndExpand(properties.corpId(), properties.secret())
                .toUri());
        if (answer.errcode() != 0) {
            throw new HttpApi.Unreachable(
                    "gettoken: " + describe(answer), SLOW_DOWN.contains(answer.errcode()) ? SLOWER : null);
        }
        long seconds = answer.body().path("expires_in").asLong(7200);
        // renewed a little early, so that no message is spent on finding out
        var usable = Duration.ofSeconds(seconds - Math.min(300, seconds / 10));
        return new Token(
                answer.body().path("access_token").asString(""), clock.instant().plus(usable));
    }

    private void forget(String value) {
        fetching.lock();
        try {
            var known = token;
            if (known != null && known.value().equals(value)) {
                token = null;
            }
        } finally {
            fetching.unlock();
        }
    }

    private static URI sendUri(NotificationProperties.WeCom properties, String token) {
        return UriComponentsBuilder.fromUri(properties.baseUrl())
                .path("/cgi-bin/message/send")
                .queryParam("access_token", "{token}")
                .encode()
                .buildAndExpand(token)
                .toUri();
    }

    private static Outcome outcomeOf(HttpApi.Answer answer) {
        int code = answer.errcode();
        if (code == 0) {
            var notReached = answer.body().path("invaliduser").asString("")
                    + answer.body().path("unlicenseduser").asString("");
            return notReached.isEmpty()
                    ? new Outcome.Sent(answer.body().path("msgid").asString(null))
                    : Outcome.refused("WeCom does not deliver to " + Text.oneLine(notReached));
        }
        if (NOBODY.contains(code)) {
            return Outcome.refused(describe(answer));
        }
        // the rest is busy or wrongly set up: either may be put right while the message waits
        return new Outcome.Down(describe(answer), SLOW_DOWN.contains(code) ? SLOWER : null);
    }

    private static String describe(HttpApi.Answer answer) {
        return answer.describe(
                String.valueOf(answer.errcode()), answer.body().path("errmsg").asString(""));
    }
}
