package dev.baton.integration.hook;

import dev.baton.integration.LeadField;
import dev.baton.lead.intake.IntakeRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which platforms may bring leads in by signed messages.
 *
 * @param tolerance how far the time of a signature may be from now
 * @param perAddress messages that one address may send to one channel in the period
 * @param together messages that one channel may receive in the period
 */
@Validated
@ConfigurationProperties("baton.hooks")
record HookProperties(
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("600") @Min(1) int perAddress,
        @DefaultValue("3000") @Min(1) int together,
        @DefaultValue("1m") Duration period,
        @DefaultValue Map<String, @Valid Channel> channels) {

    /**
     * One platform.
     *
     * @param source code of the source that its leads have
     * @param secrets all of them count, so that a new one can be introduced before the old one goes; none: closed
     * @param mapping field of the standard lead to the place in the message, for example {@code phone: data.telephone}
     * @param defaults what a field is where the message does not say
     */
    record Channel(
            @NotEmpty String source,
            @DefaultValue({}) List<String> secrets,
            @NotEmpty Map<String, String> mapping,
            @DefaultValue Map<String, String> defaults) {

        private static final int SHORTEST_SECRET = 16;

        Channel {
            if (!IntakeRules.SOURCES.contains(source)) {
                throw new IllegalArgumentException("unknown source " + source + ": one of " + IntakeRules.SOURCES);
            }
            for (var field : mapping.keySet()) {
                if (LeadField.byCode(field).isEmpty()) {
                    throw new IllegalArgumentException("unknown field " + field + ": one of " + LeadField.codes());
                }
            }
            secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
            if (secrets.stream().anyMatch(secret -> secret.length() < SHORTEST_SECRET)) {
                throw new IllegalArgumentException("a secret has at least " + SHORTEST_SECRET + " characters");
            }
        }
    }
}
