package dev.baton.evidence;

import dev.baton.evidence.inspection.FileName;
import dev.baton.evidence.inspection.InspectingFile;
import dev.baton.evidence.storage.Incoming;
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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
    public record Taken(Details details, boolean isNew) {}

    private static final int BUFFER = 64 * 1024;

    private final EvidenceOwners owners;
    private final EvidenceProperties properties;
    private final Incoming incoming;
    private final InspectingFile inspecting;
    private final Contents contents;
    private final Pieces pieces;
    private final ChainedLedger ledger;
    private final Traces traces;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TakingInFile(
            EvidenceOwners owners,
            EvidenceProperties properties,
            Incoming incoming,
            InspectingFile inspecting,
            Contents contents,
            Pieces pieces,
            ChainedLedger ledger,
            Traces traces,
            TransactionTemplate transaction,
            Clock clock) {
        this.owners = owners;
        this.properties = properties;
        this.incoming = incoming;
        this.inspecting = inspecting;
        this.contents = contents;
        this.pieces = pieces;
        this.ledger = ledger;
        this.traces = traces;
        this.transaction = transaction;
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
        var piece = new Piece(
                Ids.next(),
                purpose.recordKind(),
                purpose.recordId(),
                purpose.stage(),
                purpose.kind(),
                inspected.name().value(),
                inspected.type().contentType(),
                Files.size(file),
                sha256,
                by.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                inspected.reading(),
                Comparison.of(found, expectation).orElse(null),
                null);
        contents.keep(file, sha256);
        return Objects.requireNonNull(transaction.execute(status -> writeDown(piece, found, by)));
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

    private Taken writeDown(Piece piece, Found found, Caller by) {
        pieces.keepContents();
        pieces.lock(piece.recordKind(), piece.recordId());
        var same = pieces.same(piece);
        if (same.isPresent()) {
            // Its content may have been damaged, and is whole again.
            owners.of(piece.recordKind()).changed(piece.recordId());
            return new Taken(same.get(), false);
        }
        mustFit(piece.recordKind(), piece.recordId(), piece.size());
        if (!contents.has(piece.sha256())) {
            // Swept up in the moment before we held the contents: the next try will keep it anew.
            throw Contents.unavailable();
        }
        pieces.add(piece, found);
        traces.leave(by, piece, "evidence.added", Map.of(), Traces.fields(piece));
        owners.of(piece.recordKind()).changed(piece.recordId());
        ledger.added(piece, found);
        return new Taken(new Details(piece, found, null, null, null, null), true);
    }

    /** Refuses what is too much, for one file or for one record. */
    void mustFit(String recordKind, UUID recordId, long size) {
        if (size > properties.maxSize().toBytes()) {
            throw tooLarge();
        }
        var weight = pieces.weight(recordKind, recordId);
        if (weight.pieces() >= properties.maxPieces()) {
            throw Refusal.conflict("evidence-too-many", Map.of("max", properties.maxPieces()));
        }
        if (weight.bytes() + size > properties.maxTotal().toBytes()) {
            throw Refusal.conflict(
                    "evidence-total-too-large",
                    Map.of("max", megabytes(properties.maxTotal().toMegabytes())));
        }
    }

    private Refusal tooLarge() {
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "evidence-too-large",
                "file",
                Map.of("max", megabytes(properties.maxSize().toMegabytes())));
    }

    private static String megabytes(long size) {
        return size + " MB";
    }
}
