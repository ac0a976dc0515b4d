package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTests {

    @TempDir
    private Path folder;

    private Path archive;
    private Path cache;
    private String sha256;
    private final AtomicInteger fetched = new AtomicInteger();

    @BeforeEach
    void anArchive() throws IOException {
        archive = folder.resolve("program-1.0.tar.gz");
        cache = folder.resolve("cache");
        write(archive, "program-1.0/bin/run", "program-1.0/lib/a.jar");
        sha256 = Distribution.sha256(archive);
    }

    @Test
    void isUnpackedOnceWithoutTheArchivesOwnTopDirectory() throws IOException {
        Path home = program().home();

        assertThat(home.resolve("bin/run")).hasContent("content of program-1.0/bin/run");
        assertThat(program().home()).isEqualTo(home);
        assertThat(fetched).hasValue(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void isRepairedWhenAFileIsMissing() throws IOException {
        Files.delete(program().home().resolve("lib/a.jar"));

        assertThat(program().home().resolve("lib/a.jar")).exists();
    }

    @Test
    void isRepairedWhenAFileWasCutShort() throws IOException {
        Files.writeString(program().home().resolve("lib/a.jar"), "half");

        assertThat(program().home().resolve("lib/a.jar")).hasContent("content of program-1.0/lib/a.jar");
    }

    @Test
    void startsAfreshWhenAnEarlierUnpackingWasInterrupted() throws IOException {
        Path half = Files.createDirectories(cache.resolve("program-1.0.unpacking123/bin"));
        Files.writeString(half.resolve("run"), "half");
        Files.createDirectories(cache.resolve("program-1.0/bin"));

        assertThat(program().home().resolve("bin/run")).hasContent("content of program-1.0/bin/run");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void isFetchedAgainWhenTheFetchedFileIsDamaged() throws IOException {
        byte[] good = Files.readAllBytes(archive);
        Files.write(archive, new byte[] {1, 2, 3});
        Distribution program = new Distribution(cache, "program-1.0", sha256, () -> {
            if (!Files.exists(archive)) {
                write(archive, good);
            }
            return archive;
        });

        assertThat(program.home().resolve("bin/run")).exists();
    }

    @Test
    void refusesAFileThatIsNotWhatItShouldBe() {
        Distribution program = new Distribution(cache, "program-1.0", "another", () -> {
            if (!Files.exists(archive)) {
                write(archive, new byte[] {1});
            }
            return archive;
        });

        assertThatThrownBy(program::home).rootCause().hasMessageContaining("checksum");
        assertThat(cache.resolve("program-1.0")).doesNotExist();
    }

    @Test
    void refusesAFileThatWouldLeaveItsDirectory() throws IOException {
        write(archive, "program-1.0/../../../evil");
        sha256 = Distribution.sha256(archive);

        assertThatThrownBy(() -> program().home()).rootCause().hasMessageContaining("leaves the directory");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.getParent().resolve("evil")).doesNotExist();
    }

    @Test
    void isUnpackedOnceWhenSeveralAskAtTheSameTime() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Path>> askers = IntStream.range(0, 8)
                    .<Callable<Path>>mapToObj(i -> () -> program().home())
                    .toList();
            for (Future<Path> home : pool.invokeAll(askers)) {
                assertThat(home.get().resolve("bin/run")).exists();
            }
        }
        assertThat(fetched).hasValue(1);
    }

    private Distribution program() {
        return new Distribution(cache, "program-1.0", sha256, () -> {
            fetched.incrementAndGet();
            return archive;
        });
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.filter(file -> file.getFileName().toString().contains("unpacking"))
                    .toList();
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            for (String name : entries) {
                byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }
}
