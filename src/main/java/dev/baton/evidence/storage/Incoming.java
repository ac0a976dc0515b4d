package dev.baton.evidence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The folder where files lie until it is decided whether they are taken: on this machine, also where the store is
 * elsewhere. What is still there after a while belongs to an upload that was cut off.
 */
@Component
public class Incoming {

    private final Path folder;

    Incoming(StorageProperties properties) {
        this.folder = properties.folder().toAbsolutePath().resolve("incoming");
    }

    /** A place that nobody else uses; the same for the same id. */
    public Path file(UUID id) throws IOException {
        return create().resolve(id + ".part");
    }

    /** The folder itself, made if it is not there. */
    public Path create() throws IOException {
        FolderStore.createPrivate(folder);
        return folder;
    }

    /** Whether files can arrive now; throws where they cannot. */
    public void check() throws IOException {
        if (!Files.isWritable(create())) {
            throw new IOException(folder + " cannot be written");
        }
    }

    /** Removes what nobody has written to since; says how many files that were. */
    public int sweep(Instant untouchedSince) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        var swept = 0;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(untouchedSince)
                            && Files.isRegularFile(file)
                            && Files.deleteIfExists(file)) {
                        swept++;
                    }
                } catch (NoSuchFileException goneMeanwhile) {
                    // that is what was wanted
                }
            }
        }
        return swept;
    }

    /** For files that are no longer wanted, whatever happened before. */
    public void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
