package dev.baton.evidence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FolderStoreTests extends ContentStoreContract {

    Incoming incoming;

    @Override
    ContentStore open() {
        var properties = new StorageProperties(
                StorageProperties.Kind.FOLDER,
                folder.resolve("evidence"),
                new StorageProperties.S3("", "", null, null, null, false, "", Duration.ofSeconds(1)));
        incoming = new Incoming(properties);
        return new StorageSetup().contentStore(properties, incoming);
    }

    @Override
    void tamper(String sha256, byte[] content) throws IOException {
        Files.write(place(sha256), content);
        // Whoever tampers sets the time of the file back.
        Files.setLastModifiedTime(place(sha256), FileTime.from(Instant.EPOCH));
    }

    private Path place(String sha256) {
        return folder.resolve("evidence/content")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256);
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (var name : new String[] {"../../../etc/passwd", "", "a".repeat(63), "A".repeat(64)}) {
            assertThatThrownBy(() -> store.open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nobodyElseOnTheMachineReadsIt() throws Exception {
        var content = random(10);
        store.keep(file(content), sha256(content));

        for (var part : new String[] {"evidence/content", "evidence/incoming"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(part))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aCopyThatAKilledProcessLeftIsNoContentAndIsSweptUp() throws Exception {
        var remainder = incoming.file(UUID.randomUUID());
        Files.write(remainder, random(1_000));
        var arriving = incoming.file(UUID.randomUUID());
        Files.write(arriving, random(1_000));
        Files.setLastModifiedTime(remainder, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        store.each(kept -> assertThat(kept).isNull());
        assertThat(incoming.sweep(Instant.now().minus(Duration.ofDays(1)))).isEqualTo(1);

        assertThat(remainder).doesNotExist();
        assertThat(arriving).exists();
    }

    @Test
    void aFolderThatWentAwayIsNotTakenForEmpty() throws Exception {
        var content = random(10);
        var sha256 = sha256(content);
        store.keep(file(content), sha256);
        var aside = Files.move(folder.resolve("evidence/content"), folder.resolve("aside"));

        assertThatThrownBy(() -> store.find(sha256))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> store.open(sha256))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> store.each(kept -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> store.keep(file(content), sha256)).isInstanceOf(IOException.class);
        assertThatThrownBy(store::check).isInstanceOf(IOException.class);

        Files.move(aside, folder.resolve("evidence/content"));
        store.check();
        assertThat(store.find(sha256)).isPresent();
    }
}
