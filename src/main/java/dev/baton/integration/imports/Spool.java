package dev.baton.integration.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The folder where files lie from their upload until their last row is done. They hold names and numbers of people. */
@Component
class Spool {

    private final Path folder;

    Spool(ImportProperties properties) {
        this.folder = properties.folder().toAbsolutePath();
    }

    /** An import that was answered with 202 survives a power cut. */
    void keep(UUID id, InputStream content) throws IOException {
        create();
        var file = file(id);
        Files.copy(content, file);
        secure(id);
    }

    /** On the disk for good when this returns, whatever was made of the file since it was kept. */
    void secure(UUID id) throws IOException {
        var file = file(id);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private void create() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    Path file(UUID id) {
        return folder.resolve(id + ".csv");
    }

    boolean has(UUID id) {
        return Files.isRegularFile(file(id));
    }

    void forget(UUID id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of the files that have been lying here since before then. */
    List<UUID> olderThan(Instant then) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, "*.csv")) {
            var old = new ArrayList<UUID>();
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(then)) {
                    old.add(UUID.fromString(file.getFileName().toString().replace(".csv", "")));
                }
            }
            return old;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
