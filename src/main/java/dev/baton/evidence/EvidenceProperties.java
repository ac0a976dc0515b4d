package dev.baton.evidence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much evidence is taken and how long what is no longer needed is kept.
 *
 * @param maxSize of one file
 * @param maxPieces of one record, deleted ones not counted
 * @param maxTotal of all files of one record together
 * @param maxPart of a file that arrives in parts
 * @param keepRemainders after which an upload that nobody goes on with is forgotten
 * @param keepDeleted how long the content of a deleted piece is still there for whoever runs the installation
 */
@Validated
@ConfigurationProperties("baton.evidence")
public record EvidenceProperties(
        @DefaultValue("50MB") DataSize maxSize,
        @DefaultValue("200") int maxPieces,
        @DefaultValue("2GB") DataSize maxTotal,
        @DefaultValue("8MB") DataSize maxPart,
        @DefaultValue("24h") Duration keepRemainders,
        @DefaultValue("30d") Duration keepDeleted) {}
