package dev.baton.evidence.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps content under its hash. The same content is kept once, whoever hands it in; nothing is ever seen half-written.
 * Every {@link IOException} other than {@link java.nio.file.NoSuchFileException} means that the store cannot be reached
 * or used now.
 */
public interface ContentStore {

    /** When this returns, the content is there and survives a power cut; {@code file} stays where it is. */
    void keep(Path file, String sha256) throws IOException;

    Optional<Kept> find(String sha256) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if it is not there */
    InputStream open(String sha256) throws IOException;

    /** Does nothing where there is nothing. */
    void forget(String sha256) throws IOException;

    void each(Consumer<Kept> visitor) throws IOException;

    /** A small text beside the contents, replaced as a whole. */
    void note(String name, String text) throws IOException;

    Optional<String> note(String name) throws IOException;

    /** Where that is, in words for people; no secrets. */
    String place();

    /** Whether it can be used now; throws where it cannot. */
    void check() throws IOException;

    /**
     * Content as the storage describes it.
     *
     * @param version changes with every change of the content that the storage knows of
     */
    record Kept(String sha256, long size, Instant keptAt, String version) {}
}
