package dev.baton.shared;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;

/** What a demonstration begins with, kept as files that whoever demonstrates can edit. */
public final class Samples {

    private Samples() {}

    /** @param file of the class path, UTF-8, with a line of headers; one that cannot be read ends the demonstration */
    public static List<CSVRecord> read(String file) {
        try (var text = new InputStreamReader(new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException("The sample " + file + " cannot be read", e);
        }
    }
}
