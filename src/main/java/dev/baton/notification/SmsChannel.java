package dev.baton.notification;

import dev.baton.notification.NoticeTemplates.Part;
import dev.baton.staff.Person;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Short messages through Aliyun's {@code SendSms}.
 *
 * <p>The gateway keeps the approved wording and takes the values only. It accepts no address as a value, so the
 * registered wording has the address of the workbench in it, {@code https://HOST/n/${link}}, and gets the code behind it.
 */
@Component
class SmsChannel implements ChannelSender {

    private static final String VERSION = "2017-05-25";

    /** the number or this message is wrong; the same again would be refused again. */
    private static final Set<String> REFUSED = Set.of(
            "isv.MOBILE_NUMBER_ILLEGAL",
            "isv.SMS_TEMPLATE_ILLEGAL",
            "isv.TEMPLATE_MISSING_PARAMETERS",
            "isv.TEMPLATE_PARAMS_ILLEGAL",
            "isv.INVALID_PARAMETERS",
            "isv.INVALID_JSON_PARAM",
            "isv.PARAM_LENGTH_LIMIT",
            "isv.PARAM_NOT_SUPPORT_URL",
            "isv.BLACK_KEY_CONTROL_LIMIT",
            "isv.SMS_CONTENT_ILLEGAL",
            "MOBILE_IN_BLACK",
            "isv.DOMESTIC_NUMBER_NOT_SUPPORTED");

    private static final Duration SLOWER = Duration.ofMinutes(1);

    private final NotificationProperties.@Nullable Sms properties;
    private final @Nullable HttpApi http;
    private final NoticeTemplates templates;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, String> codes = new HashMap<>();

    SmsChannel(NotificationProperties properties, NoticeTemplates templates, ObjectMapper json, Clock clock) {
        this.properties = properties.sms();
        this.templates = templates;
        this.json = json;
        this.clock = clock;
        if (this.properties == null) {
            this.http = null;
        } else {
            this.http = new HttpApi(this.properties.connectTimeout(), this.properties.readTimeout(), json);
            this.properties.templates().forEach((name, code) -> codes.put(loose(name), code));
            checkNames(this.properties.templates().keySet());
        }
    }

    private void checkNames(Set<String> configured) {
        var known = new TreeSet<String>();
        templates
                .keys()
                .forEach(template -> NoticeTemplates.LANGUAGES.forEach(
                        language -> known.add(loose(template + "." + language.toLanguageTag()))));
        for (String name : configured) {
            if (!known.contains(loose(name))) {
                throw new IllegalArgumentException("baton.notification.sms.templates: no template " + name);
            }
        }
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isOn() {
        return properties != null && properties.enabled();
    }

    @Override
    public boolean reaches(Person person) {
        return person.mobile() != null && !person.mobile().isBlank();
    }

    @Override
    public Outcome send(Delivery delivery, Person to) {
        if (properties == null || http == null) {
            return Outcome.down("not configured");
        }
        var code =
                codes.get(loose(delivery.template() + "." + delivery.language().toLanguageTag()));
        if (code == null) {
            return new Outcome.Refused(Delivery.Reason.NO_TEMPLATE, "no code for " + delivery.template());
        }
        var query = new TreeMap<String, String>();
        query.put(
                "PhoneNumbers",
                String.valueOf(to.mobile()).replaceFirst("^\\+86", "").replaceFirst("^\\+", ""));
        query.put("SignName", properties.signName());
        query.put("TemplateCode", code);
        query.put("TemplateParam", values(delivery, properties.longestValue()));
        query.put("OutId", delivery.id().toString());
        var signature = new Acs3Signature(properties.accessKeyId(), properties.accessKeySecret());
        var canonicalQuery = Acs3Signature.query(query);
        var base = properties.baseUrl();
        var headers = signature.headers(
                base.getRawAuthority(),
                "SendSms",
                VERSION,
                canonicalQuery,
                clock.instant(),
                UUID.randomUUID().toString());
        try {
            var answer = http.post(
                    URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/?" + canonicalQuery),
                    sent -> headers.forEach(sent::set));
            return outcomeOf(answer);
        } catch (HttpApi.Unreachable e) {
            return e.asOutcome();
        }
    }

    private String values(Delivery delivery, int longest) {
        var values = new HashMap<>(delivery.values());
        values.put(NoticeTemplates.LINK, NoticeLinks.codeOf(delivery.id()));
        var shown = templates.valuesOf(delivery.template(), Part.SMS, delivery.language(), values, 10_000);
        shown.replaceAll((name, value) -> name.equals(NoticeTemplates.LINK) ? value : plain(value, longest));
        try {
            return json.writeValueAsString(shown);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Gateways refuse pictures and the brackets that mark the sender's name; an empty value counts as missing. */
    private static String plain(String value, int longest) {
        var plain = new StringBuilder();
        value.replace('【', '[')
                .replace('】', ']')
                .codePoints()
                .filter(c -> c <= 0xFFFF && c != 0x200D && !(c >= 0xFE00 && c <= 0xFE0F))
                .filter(c -> Character.getType(c) != Character.OTHER_SYMBOL)
                .forEach(plain::appendCodePoint);
        var text = plain.toString().strip();
        return text.isEmpty() ? "-" : Text.cut(text, longest);
    }

    private static Outcome outcomeOf(HttpApi.Answer answer) {
        var code = answer.body().path("Code").asString("");
        if (code.equals("OK")) {
            return new Outcome.Sent(answer.body().path("BizId").asString(null));
        }
        var why = answer.describe(code, answer.body().path("Message").asString(""));
        if (REFUSED.contains(code)) {
            return Outcome.refused(why);
        }
        boolean tooMuch = code.startsWith("Throttling") || code.contains("BUSINESS_LIMIT");
        return new Outcome.Down(why, tooMuch ? SLOWER : null);
    }

    /** Environment variables know neither dots nor dashes nor case. */
    private static String loose(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
