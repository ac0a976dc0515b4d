package dev.baton.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are reached. Mail is on as soon as {@code spring.mail.host} is set; WeCom, DingTalk and SMS are on as soon
 * as they are configured; half a configuration stops the start.
 *
 * @param policy where a channel's messages go when it is off or stays down; what is not named here keeps its default
 * @param lease how long a sender may take for a message before another one takes it over; longer than every time-out
 * @param sweepEvery how often each application looks for what was not delivered
 * @param concurrency messages under way at once on one channel from one application
 * @param retention how long it is kept who was told what, and what people found in their workbench
 */
@Validated
@ConfigurationProperties("baton.notification")
record NotificationProperties(
        @Nullable Map<Channel, @Valid Policy> policy,
        @DefaultValue @Valid Retry retry,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("5s") Duration sweepEvery,
        @DefaultValue("8") @Min(1) @Max(256) int concurrency,
        @DefaultValue("400d") Duration retention,
        @DefaultValue @Valid Mail mail,
        @Nullable @Valid WeCom wecom,
        @Nullable @Valid DingTalk dingtalk,
        @Nullable @Valid Sms sms) {

    NotificationProperties {
        var complete = new EnumMap<Channel, Policy>(Map.of(
                Channel.SMS, new Policy(Channel.MAIL, Duration.ofMinutes(10)),
                Channel.WECOM, new Policy(Channel.MAIL, Duration.ofMinutes(10)),
                Channel.DINGTALK, new Policy(Channel.MAIL, Duration.ofMinutes(10)),
                Channel.MAIL, new Policy(Channel.IN_APP, Duration.ofMinutes(30))));
        if (policy != null) {
            complete.putAll(policy);
        }
        policy = Map.copyOf(complete);
        for (Channel start : policy.keySet()) {
            var seen = EnumSet.of(start);
            for (var next = nextOf(policy, start); next.isPresent(); next = nextOf(policy, next.get())) {
                if (!seen.add(next.get())) {
                    throw new IllegalArgumentException(
                            "baton.notification.policy leads from " + start + " in a circle");
                }
            }
        }
    }

    /** The channel that takes over, if any. */
    Optional<Channel> after(Channel channel) {
        return nextOf(allPolicies(), channel);
    }

    /** How long a channel may keep failing before the next one takes over. */
    Duration patienceWith(Channel channel) {
        var own = allPolicies().get(channel);
        return own == null ? retry.giveUpAfter() : own.patience();
    }

    private Map<Channel, Policy> allPolicies() {
        // the constructor has filled the gaps
        return Objects.requireNonNull(policy);
    }

    private static Optional<Channel> nextOf(Map<Channel, Policy> policy, Channel channel) {
        return Optional.ofNullable(policy.get(channel)).map(Policy::next);
    }

    /**
     * @param next takes over; none: the message is given up
     * @param patience measured from the first failure of the message
     */
    record Policy(
            @Nullable Channel next, @DefaultValue("10m") Duration patience) {}

    /** Waiting doubles from {@code first} to {@code longest}, each time by a random half less or more. */
    record Retry(
            @DefaultValue("5s") Duration first,
            @DefaultValue("5m") Duration longest,
            @DefaultValue("24h") Duration giveUpAfter) {}

    record Mail(
            @DefaultValue("true") boolean enabled,

            @DefaultValue("baton@localhost") @Email @NotBlank
            String from,

            @DefaultValue("Baton") String fromName) {}

    /** An application of a company's own in WeCom; its secret opens the interface for that application only. */
    record WeCom(
            @DefaultValue("true") boolean enabled,

            @DefaultValue("https://qyapi.weixin.qq.com") @NotNull
            URI baseUrl,

            @NotBlank String corpId,
            @NotNull Integer agentId,
            @NotBlank String secret,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration readTimeout) {}

    /** A custom robot in the supervisors' group, protected by a signature. */
    record DingTalk(
            @DefaultValue("true") boolean enabled,

            @DefaultValue("https://oapi.dingtalk.com") @NotNull
            URI baseUrl,

            @NotBlank String accessToken,
            @NotBlank String secret,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration readTimeout) {}

    /**
     * The short message service of Aliyun.
     *
     * @param templates code of the approved template by template and language, for example
     *     {@code lead.window-due.zh-CN=SMS_123}
     */
    record Sms(
            @DefaultValue("true") boolean enabled,

            @DefaultValue("https://dysmsapi.aliyuncs.com") @NotNull
            URI baseUrl,

            @NotBlank String accessKeyId,
            @NotBlank String accessKeySecret,
            @NotBlank String signName,
            @NotEmpty Map<String, @NotBlank String> templates,
            @DefaultValue("35") @Min(4) @Max(500) int longestValue,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration readTimeout) {}
}
