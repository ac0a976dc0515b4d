package dev.baton.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that process owners edit, where they edit them. */
final class ProcessFiles {

    static final Path PROCESSES = Path.of("processes");
    static final Path FORMS = Path.of("forms");

    private ProcessFiles() {}

    static List<Path> diagrams() {
        return below(PROCESSES, ".bpmn");
    }

    static List<Path> tables() {
        return below(PROCESSES, ".dmn");
    }

    static List<Path> forms() {
        return below(FORMS, ".form");
    }

    static List<Path> all() {
        return Stream.of(tables(), forms(), diagrams()).flatMap(List::stream).toList();
    }

    private static List<Path> below(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
