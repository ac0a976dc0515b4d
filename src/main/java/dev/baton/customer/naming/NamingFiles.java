package dev.baton.customer.naming;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The lists that travel with this package: one thing a line, {@code #} before what is only said. */
final class NamingFiles {

    private NamingFiles() {}

    static List<String> lines(String file) {
        try (var stream = Objects.requireNonNull(NamingFiles.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
