package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two modules never wait for each other's numbers. */
class MigrationFoldersTests {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    @Test
    @DisplayName("A migration lies in the folder of its module, and its number is there once")
    void migrationsLieWithTheirModule() throws IOException {
        var files = migrations();
        assertThat(files).isNotEmpty().allSatisfy(file -> {
            assertThat(file.getNameCount()).as("%s lies in a folder", file).isEqualTo(2);
            assertThat(Path.of("src", "main", "java", "dev", "baton").resolve(file.getName(0)))
                    .isDirectory();
            assertThat(file.getFileName().toString()).matches("V\\d{3}(\\.\\d+)?__[a-z0-9_]+\\.sql");
        });
        assertThat(files)
                .extracting(file -> file.getFileName().toString().split("__", 2)[0])
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("A whole number belongs to one module, with all its dotted parts")
    void aNumberBelongsToOneModule() throws IOException {
        assertThat(migrations().stream()
                        .map(file -> file.getName(0) + " "
                                + file.getFileName().toString().substring(0, 4))
                        .distinct()
                        .map(both -> both.split(" ", 2)[1]))
                .doesNotHaveDuplicates();
    }

    private static List<Path> migrations() throws IOException {
        try (var files = Files.walk(MIGRATIONS)) {
            return files.filter(Files::isRegularFile)
                    .map(MIGRATIONS::relativize)
                    .toList();
        }
    }
}
