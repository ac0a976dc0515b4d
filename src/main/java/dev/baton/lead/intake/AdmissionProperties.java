package dev.baton.lead.intake;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many new leads may be on their way to an owner.
 *
 * @param atOnce leads whose process has begun and that have no owner yet; whatever comes beyond that waits by its promise
 * @param patience a lead that takes longer than this has another reason to wait and takes nobody's place
 */
@Validated
@ConfigurationProperties("baton.lead.admission")
record AdmissionProperties(
        @DefaultValue("100") @Min(1) int atOnce,
        @DefaultValue("2m") Duration patience) {}
