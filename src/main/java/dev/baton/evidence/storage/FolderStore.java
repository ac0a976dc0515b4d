package dev.baton.evidence.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A folder on a disk. A file is written beside its place, forced to the disk and then renamed, so that a crash leaves
 * either all of it or a remainder in {@code incoming}, which is swept up.
 */
class FolderStore implements ContentStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path content;
    private final Path notes;
    private final Incoming incoming;

    /** A volume that went away leaves a place in which nothing is; that is not the same as contents that are lost. */
    private volatile boolean wasThere;

    FolderStore(Path folder, Incoming incoming) {
        this.content = folder.resolve("content");
        this.notes = folder.resolve("notes");
        this.incoming = incoming;
    }

    @Override
    public void keep(Path file, String sha256) throws IOException {
        mustBeThere();
        var copy = incoming.file(UUID.randomUUID());
        try {
            Files.copy(file, copy);
            moveInto(copy, place(sha256));
            wasThere = true;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Everything that is kept lies two folders below the one of the store. */
    private static Path above(Path kept) {
        return Objects.requireNonNull(kept.getParent());
    }

    private void moveInto(Path file, Path target) throws IOException {
        var folder = above(target);
        if (!Files.isDirectory(folder)) {
            createPrivate(folder);
            force(above(folder));
        }
        forceContent(file);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
    }

    @Override
    public Optional<Kept> find(String sha256) throws IOException {
        try {
            var place = place(sha256);
            return Optional.of(kept(place, Files.readAttributes(place, BasicFileAttributes.class)));
        } catch (NoSuchFileException absent) {
            mustBeThere();
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        try {
            return Files.newInputStream(place(sha256));
        } catch (NoSuchFileException absent) {
            mustBeThere();
            throw absent;
        }
    }

    @Override
    public void forget(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    @Override
    public void each(Consumer<Kept> visitor) throws IOException {
        mustBeThere();
        if (!Files.isDirectory(content)) {
            return;
        }
        Files.walkFileTree(content, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (SHA256.matcher(file.getFileName().toString()).matches()) {
                    visitor.accept(kept(file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // Forgotten while the walk was under way.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    @Override
    public void note(String name, String text) throws IOException {
        createPrivate(notes);
        var copy = notes.resolve(name + ".new");
        Files.writeString(copy, text);
        moveInto(copy, notes.resolve(name));
    }

    @Override
    public Optional<String> note(String name) throws IOException {
        try {
            return Optional.of(Files.readString(notes.resolve(name), StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public String place() {
        return content.toString();
    }

    @Override
    public void check() throws IOException {
        mustBeThere();
        createPrivate(content);
        if (!Files.isWritable(content)) {
            throw new IOException(content + " cannot be written");
        }
    }

    private void mustBeThere() throws IOException {
        if (Files.isDirectory(content)) {
            wasThere = true;
        } else if (wasThere) {
            throw new IOException(content + " is gone");
        }
    }

    /** A thousandth of a big store in each folder is still quick to list. */
    private Path place(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
        return content.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static Kept kept(Path file, BasicFileAttributes attributes) throws IOException {
        return new Kept(
                file.getFileName().toString(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.size() + "-" + changed(file, attributes) + "-" + attributes.fileKey());
    }

    /** Where there is one, the time of the last change of any kind, which no ordinary program can set back. */
    private static Object changed(Path file, BasicFileAttributes attributes) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime")
                : attributes.lastModifiedTime();
    }

    private static void forceContent(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** Evidence names people, prices and signatures: nobody else on the machine reads it. */
    static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }
}
