package dev.baton.evidence;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows the evidence of a record to whoever may see the record, and hands out files. */
@Component
public class ShowingEvidence {

    /** A gate that relied on a piece. */
    @Schema(name = "EvidenceUse")
    public record Relied(String gate, Instant at, long entry, String tableVersion) {}

    /** @param intact null where the store cannot be asked now */
    public record Shown(Piece piece, @Nullable Boolean intact, List<Relied> acceptedBy) {}

    /** A file on its way out. */
    public record File(Piece piece, InputStream content) {}

    private final EvidenceOwners owners;
    private final FindingPiece finding;
    private final Pieces pieces;
    private final Contents contents;
    private final Evidence evidence;
    private final Ledger ledger;
    private final Traces traces;

    ShowingEvidence(
            EvidenceOwners owners,
            FindingPiece finding,
            Pieces pieces,
            Contents contents,
            Evidence evidence,
            Ledger ledger,
            Traces traces) {
        this.owners = owners;
        this.finding = finding;
        this.pieces = pieces;
        this.contents = contents;
        this.evidence = evidence;
        this.ledger = ledger;
        this.traces = traces;
    }

    public List<Shown> of(String recordKind, UUID recordId, Caller caller) {
        owners.of(recordKind).mustSee(caller, recordId);
        var acceptances = ledger.acceptances(recordKind, recordId);
        return pieces.of(recordKind, recordId).stream()
                .map(piece -> shown(piece, acceptances))
                .toList();
    }

    public Shown one(UUID id, Caller caller) {
        var piece = finding.toSee(id, caller);
        return shown(piece, ledger.acceptances(piece.recordKind(), piece.recordId()));
    }

    private Shown shown(Piece piece, List<Ledger.Entry> acceptances) {
        var relied = acceptances.stream()
                .filter(entry -> entry.acceptance().pieces().contains(piece.id()))
                .map(entry -> new Relied(
                        entry.acceptance().gate(),
                        entry.at(),
                        entry.number(),
                        entry.acceptance().tableVersion()))
                .toList();
        return new Shown(piece, intact(piece), relied);
    }

    private @Nullable Boolean intact(Piece piece) {
        try {
            return evidence.intact(piece);
        } catch (Refusal storeUnreachable) {
            return null;
        }
    }

    /** Only what is still what was handed in; that it was handed out stays in the trail. */
    @Transactional
    public File file(UUID id, Caller caller) {
        var piece = finding.toSee(id, caller);
        if (piece.deleted()) {
            throw Refusal.conflict("evidence-deleted", Map.of("value", piece.fileName()));
        }
        if (!evidence.intact(piece)) {
            throw Refusal.conflict("evidence-broken", Map.of("value", piece.fileName()));
        }
        traces.leave(caller, piece, "evidence.downloaded", Map.of(), Traces.fields(piece));
        return new File(piece, contents.open(piece.sha256()));
    }
}
