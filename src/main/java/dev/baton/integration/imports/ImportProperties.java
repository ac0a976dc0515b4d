package dev.baton.integration.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How files are worked through.
 *
 * @param folder where files wait; several application instances share it, or each works through its own files
 * @param chunk rows that commit together
 * @param waitingAtMost an import takes its next rows only while fewer leads than this wait for an owner, so that leads
 *     of people do not stand in line behind it
 * @param waitingSince leads that wait longer than this have another reason to wait and stop no import
 * @param every how often to look whether there is something to do
 */
@Validated
@ConfigurationProperties("baton.imports")
record ImportProperties(
        @DefaultValue("data/imports") Path folder,
        @DefaultValue("100") @Min(1) @Max(1_000) int chunk,
        @DefaultValue("300") @Min(1) int waitingAtMost,
        @DefaultValue("10m") Duration waitingSince,
        @DefaultValue("300ms") Duration every) {}
