package dev.baton.evidence;

import dev.baton.evidence.digest.Sha256;
import dev.baton.evidence.inspection.FileName;
import dev.baton.evidence.inspection.InspectingFile;
import dev.baton.evidence.inspection.Reading;
import dev.baton.evidence.storage.Incoming;
import dev.baton.evidence.storage.UploadStream;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a file in as evidence of a record (SG-03): on to the disk while it is hashed, looked at, read, kept under its
 * hash, and only then written down, so that there is never half a piece. The same file for the same purpose is the piece
 * that is there already.
 */
@Component
public class TakingInFile {

    /** What a file is handed in for. */
    public record Purpose(String recordKind, UUID recordId, String stage, String kind) {}

    /** @param isNew whether it was not there before */
    public record Taken(Piece piece, boolean isNew) {}

    private static final int BUFFER = 64 * 1024;

    private final EvidenceOwners owners;
    private final EvidenceProperties properties;
    private final Incoming incoming;
    private final InspectingFile inspecting;
    private final Contents contents;
    private final WritingDownPiece writing;
    private final Clock clock;

    TakingInFile(
            EvidenceOwners owners,
            EvidenceProperties properties,
            Incoming incoming,
            InspectingFile inspecting,
            Contents contents,
            WritingDownPiece writing,
            Clock clock) {
        this.owners = owners;
        this.properties = properties;
        this.incoming = incoming;
        this.inspecting = inspecting;
        this.contents = contents;
        this.writing = writing;
        this.clock = clock;
    }

    public Taken take(Purpose purpose, @Nullable String fileName, InputStream content, Caller by) throws IOException {
        expectation(purpose, by);
        var line = new UploadStream(content);
        return Contents.onDisk(line, () -> {
            var file = incoming.file(UUID.randomUUID());
            try {
                return take(purpose, fileName, file, receive(line, file), by);
            } finally {
                incoming.forget(file);
            }
        });
    }

    /** The same for a file that has arrived in parts; it stays where it is. */
    Taken take(Purpose purpose, @Nullable String fileName, Path file, Caller by) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return take(purpose, fileName, file, Sha256.of(content), by);
        }
    }

    private Taken take(Purpose purpose, @Nullable String fileName, Path file, String sha256, Caller by)
            throws IOException {
        var expectation = expectation(purpose, by);
        mustFit(purpose.recordKind(), purpose.recordId(), Files.size(file));
        var inspected = inspecting.inspect(file, FileName.of(fileName), expectation.types());
        var found = inspected.text().isEmpty() ? Found.NOTHING : Recogniser.in(inspected.text());
        var mismatch = inspected.reading() == Reading.READ
                ? Comparison.of(found, expectation)
                : Comparison.unknown(expectation);
        var piece = new Piece(
                Ids.next(),
                purpose,
                inspected.name().value(),
                inspected.type().contentType(),
                Files.size(file),
                sha256,
                by.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                inspected.reading(),
                found,
                mismatch.orElse(null));
        contents.keep(file, sha256);
        return writing.writeDown(piece, by);
    }

    /** Who may not, or for what nothing is expected, is told so before anything is received. */
    Expectation expectation(Purpose purpose, Caller by) {
        var owner = owners.of(purpose.recordKind());
        owner.mustChange(by, purpose.recordId());
        return owner.expectation(purpose.recordId(), purpose.stage(), purpose.kind());
    }

    /** @return its hash */
    private String receive(InputStream content, Path file) throws IOException {
        var left = properties.maxSize().toBytes();
        var buffer = new byte[BUFFER];
        var digest = Sha256.digest();
        try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw tooLarge();
                }
                out.write(buffer, 0, read);
            }
        }
        return Sha256.hex(digest);
    }

    /** Refuses what is too much, for one file or for one record. */
    void mustFit(String recordKind, UUID recordId, long size) {
        if (size > properties.maxSize().toBytes()) {
            throw tooLarge();
        }
        writing.mustFit(recordKind, recordId, size);
    }

    private Refusal tooLarge() {
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "evidence-too-large",
                "file",
                Map.of("max", megabytes(properties.maxSize().toMegabytes())));
    }

    static String megabytes(long size) {
        return size + " MB";
    }
}
