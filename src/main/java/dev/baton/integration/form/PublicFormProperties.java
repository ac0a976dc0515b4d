package dev.baton.integration.form;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How open the public form is.
 *
 * @param allowedOrigins sites whose pages may send the form, for example {@code https://www.example.com}
 * @param perAddress leads that one address may send in the period
 * @param together leads that all addresses may send in the period
 */
@Validated
@ConfigurationProperties("baton.public-form")
record PublicFormProperties(
        @DefaultValue({}) List<String> allowedOrigins,
        @DefaultValue("10") @Min(1) int perAddress,
        @DefaultValue("600") @Min(1) int together,
        @DefaultValue("1m") Duration period) {}
