package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of requirements is whole, and what it names is there. */
class SecurityTableTests {

    private static final Path TABLE = Path.of("docs/security.md");

    /** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has. */
    private static final Map<String, Long> SECTIONS = Stream.of("""
                    V1.1 2, V1.2 9, V1.3 11, V1.4 3, V1.5 2, V2.1 3, V2.2 3, V2.3 4, V2.4 1, V3.2 2, V3.3 4, V3.4 6, V3.5 5,
                    V3.7 2, V4.1 3, V4.2 1, V4.3 2, V4.4 4, V5.1 1, V5.2 3, V5.3 2, V5.4 3, V6.1 3, V6.2 12, V6.3 4, V6.4 4,
                    V6.5 5, V6.6 3, V6.8 4, V7.1 3, V7.2 4, V7.3 2, V7.4 5, V7.5 2, V7.6 2, V8.1 2, V8.2 3, V8.3 1, V8.4 1,
                    V9.1 3, V9.2 4, V10.1 2, V10.2 2, V10.3 4, V10.4 11, V10.5 5, V10.6 2, V10.7 3, V11.1 2, V11.2 3, V11.3 3,
                    V11.4 4, V11.5 1, V11.6 1, V12.1 3, V12.2 2, V12.3 4, V13.1 1, V13.2 5, V13.3 2, V13.4 5, V14.1 2, V14.2 4,
                    V14.3 3, V15.1 3, V15.2 3, V15.3 7, V16.1 1, V16.2 5, V16.3 4, V16.4 3, V16.5 3, V17.1 1, V17.2 4, V17.3 2
                    """.split(","))
            .map(String::strip)
            .map(section -> section.split(" "))
            .collect(Collectors.toMap(section -> section[0], section -> Long.valueOf(section[1])));

    @Test
    void everyRequirementOfLevelsOneAndTwoStandsInTheTableOnce() throws IOException {
        var listed = found("\\bV\\d+\\.\\d+\\.\\d+\\b");

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.stream()
                        .collect(Collectors.groupingBy(
                                id -> id.substring(0, id.lastIndexOf('.')), Collectors.counting())))
                .isEqualTo(SECTIONS);
    }

    @Test
    void everyTestThatTheTableNamesExists() throws IOException {
        try (var sources = Files.walk(Path.of("src/test/java"))) {
            var tests = sources.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
            assertThat(tests).containsAll(found("(?<=`)\\w+(Tests|IT)(?=`)"));
        }
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(TABLE))
                .results()
                .map(one -> one.group())
                .toList();
    }
}
