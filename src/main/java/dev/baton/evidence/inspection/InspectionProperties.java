package dev.baton.evidence.inspection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** How far a file is looked into, and with whose help. */
@Validated
@ConfigurationProperties("baton.evidence")
public record InspectionProperties(
        @DefaultValue Archives archives,
        @DefaultValue Reading reading,
        @DefaultValue Ocr ocr,
        @DefaultValue ClamAv clamav) {

    /**
     * What is inside of ZIP files, Office's own included.
     *
     * @param maxEntries in all layers together
     * @param maxUnpacked of all entries in all layers together
     * @param maxRatio of an entry to what it was packed to; entries of a megabyte and less may have any
     * @param maxDepth archives in archives; 1 is an archive that holds none
     * @param timeout for looking through one file
     */
    public record Archives(
            @DefaultValue("10000") int maxEntries,
            @DefaultValue("500MB") DataSize maxUnpacked,
            @DefaultValue("200") int maxRatio,
            @DefaultValue("3") int maxDepth,
            @DefaultValue("20s") Duration timeout) {}

    /**
     * The text of documents, which a process of its own reads.
     *
     * @param timeout for one file, from the moment that its turn has come
     * @param maxCharacters of which amounts and dates are looked for; the rest is not read
     * @param memory of the process
     * @param idle after which the process is ended
     * @param scannedPages of a PDF without text that characters are recognised on
     */
    public record Reading(
            @DefaultValue("20s") Duration timeout,
            @DefaultValue("1000000") int maxCharacters,
            @DefaultValue("256MB") DataSize memory,
            @DefaultValue("5m") Duration idle,
            @DefaultValue("5") int scannedPages) {}

    /**
     * Recognising characters in pictures with Tesseract.
     *
     * @param command found on the path, or an absolute path; empty: off
     * @param languages that have to be installed, in Tesseract's words
     * @param timeout for one picture
     */
    public record Ocr(
            @DefaultValue("tesseract") String command,
            @DefaultValue("chi_sim+eng") String languages,
            @DefaultValue("30s") Duration timeout) {}

    /**
     * Looking for viruses with ClamAV's daemon.
     *
     * @param host absent: off
     * @param timeout of connecting and of each answer
     */
    public record ClamAv(
            @Nullable String host,
            @DefaultValue("3310") int port,
            @DefaultValue("60s") Duration timeout) {}
}
