package dev.baton.integration.verification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The service that is asked about numbers; without an address the numbering plan alone decides.
 *
 * @param key sent as a bearer token
 * @param answer where in the JSON answer the verdict is
 * @param valid what the verdict reads for a number in use
 * @param attempts how often it is asked about one number
 * @param pause how long it is left alone after it has failed so often
 */
@Validated
@ConfigurationProperties("baton.number-verification")
record NumberVerificationProperties(
        URI url,
        @Nullable String key,
        @DefaultValue("/valid") String answer,
        @DefaultValue("true") Set<String> valid,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("1s") Duration readTimeout,
        @DefaultValue("2") @Min(1) @Max(5) int attempts,
        @DefaultValue("30s") Duration pause) {}
