package dev.baton.evidence;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The application with records of a trial kind, a scanner for viruses, and something that recognises characters. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@BatonTest
@Import(RecordsOnFile.class)
@ContextConfiguration(initializers = {BatonDatabase.FreshDatabase.class, EvidenceTest.Surroundings.class})
@interface EvidenceTest {

    /** Sees what {@link Papers#png} has written behind a picture; takes its time where that says so. */
    String RECOGNISER = """
            #!/bin/sh
            if [ "$1" = --list-langs ]; then
              printf 'List of available languages (3):\\nchi_sim\\neng\\nosd\\n'
              exit 0
            fi
            grep -aq '^TEXT:SLOW' "$1" && exec sleep 60
            grep -aq '^TEXT:BROKEN' "$1" && exit 1
            sed -n 's/^TEXT://p' "$1"
            """;

    Clamd CLAMD = new Clamd();

    class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var folder = Files.createTempDirectory("evidence");
                var recogniser = recogniser(folder.resolve("recogniser"));
                TestPropertyValues.of(
                                "baton.evidence.folder=" + folder,
                                "baton.evidence.max-size=6MB",
                                "baton.evidence.max-part=1MB",
                                "baton.evidence.max-pieces=4",
                                "baton.evidence.max-total=8MB",
                                "baton.evidence.clamav.host=127.0.0.1",
                                "baton.evidence.clamav.port=" + CLAMD.port(),
                                "baton.evidence.clamav.timeout=5s",
                                "baton.evidence.ocr.command=" + recogniser,
                                "baton.evidence.ocr.timeout=2s")
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path recogniser(Path file) throws IOException {
            Files.writeString(file, RECOGNISER);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
