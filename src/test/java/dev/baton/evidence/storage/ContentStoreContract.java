package dev.baton.evidence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does, whatever it is. */
abstract class ContentStoreContract {

    @TempDir
    Path folder;

    ContentStore store;

    abstract ContentStore open() throws IOException;

    /** Changes a content behind the back of the store. */
    abstract void tamper(String sha256, byte[] content) throws IOException;

    @BeforeEach
    void aStore() throws IOException {
        store = open();
        store.check();
    }

    @Test
    void keepsContentUnderItsHash() throws Exception {
        var content = random(3_000_000);
        var file = file(content);
        var sha256 = sha256(content);

        store.keep(file, sha256);

        try (var kept = store.open(sha256)) {
            assertThat(kept).hasSameContentAs(new ByteArrayInputStream(content));
        }
        assertThat(store.find(sha256)).hasValueSatisfying(kept -> {
            assertThat(kept.sha256()).isEqualTo(sha256);
            assertThat(kept.size()).isEqualTo(content.length);
            assertThat(kept.keptAt())
                    .isBetween(
                            Instant.now().minus(Duration.ofMinutes(5)),
                            Instant.now().plusSeconds(5));
        });
        assertThat(file).hasBinaryContent(content);
        assertThat(store.place()).isNotBlank();
    }

    @Test
    void keepsTheSameContentOnceHoweverManyHandItInTogether() throws Exception {
        var content = random(200_000);
        var file = file(content);
        var sha256 = sha256(content);

        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 10)
                    .mapToObj(i -> together.submit(() -> {
                        store.keep(file, sha256);
                        return true;
                    }))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }
        }

        var seen = new ArrayList<String>();
        store.each(kept -> seen.add(kept.sha256()));
        assertThat(seen).containsExactly(sha256);
    }

    @Test
    void showsEveryContentThatItKeeps() throws Exception {
        var hashes = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            var content = random(100);
            hashes.add(sha256(content));
            store.keep(file(content), sha256(content));
        }
        store.note("something", "else");

        var seen = new ArrayList<String>();
        store.each(kept -> seen.add(kept.sha256()));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(hashes);
    }

    @Test
    void saysAnotherVersionOfWhatWasChangedAndHealsItWhenItIsHandedInAgain() throws Exception {
        var content = random(1_000);
        var sha256 = sha256(content);
        store.keep(file(content), sha256);
        var before = store.find(sha256).orElseThrow().version();

        tamper(sha256, random(1_000));
        assertThat(store.find(sha256).orElseThrow().version()).isNotEqualTo(before);

        store.keep(file(content), sha256);
        try (var kept = store.open(sha256)) {
            assertThat(kept).hasSameContentAs(new ByteArrayInputStream(content));
        }
    }

    @Test
    void knowsNothingOfWhatItForgotOrNeverHad() throws Exception {
        var content = random(1_000);
        var sha256 = sha256(content);
        assertThat(store.find(sha256)).isEmpty();
        assertThatThrownBy(() -> store.open(sha256)).isInstanceOf(NoSuchFileException.class);

        store.keep(file(content), sha256);
        store.forget(sha256);
        store.forget(sha256);

        assertThat(store.find(sha256)).isEmpty();
        assertThatThrownBy(() -> store.open(sha256)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void replacesANoteAsAWhole() throws Exception {
        assertThat(store.note("head")).isEmpty();

        store.note("head", "一");
        store.note("head", "二");

        assertThat(store.note("head")).hasValue("二");
    }

    Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "handed", "in"), content);
    }

    static byte[] random(int size) {
        var bytes = new byte[size];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
