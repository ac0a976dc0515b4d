package dev.baton.evidence;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives the reason why a file is right although it says something else than its record (SG-04). */
@Component
public class ExplainingMismatch {

    private final FindingPiece finding;
    private final Pieces pieces;
    private final ChainedLedger ledger;
    private final Traces traces;
    private final EvidenceOwners owners;
    private final Clock clock;

    ExplainingMismatch(
            FindingPiece finding,
            Pieces pieces,
            ChainedLedger ledger,
            Traces traces,
            EvidenceOwners owners,
            Clock clock) {
        this.finding = finding;
        this.pieces = pieces;
        this.ledger = ledger;
        this.traces = traces;
        this.owners = owners;
        this.clock = clock;
    }

    /** The same reason again changes nothing; another one replaces the first, and both stay in the ledger. */
    @Transactional
    public Details explain(UUID id, String reason, Caller by) {
        var piece = finding.toChange(id, by).piece();
        if (piece.mismatch() == null) {
            throw Refusal.conflict("evidence-no-mismatch", Map.of("value", piece.fileName()));
        }
        var text = FindingPiece.sentence(reason);
        if (!text.equals(piece.mismatchReason())) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            pieces.explain(id, text, by.id(), now);
            var before = new HashMap<String, Object>();
            before.put("mismatchReason", piece.mismatchReason());
            traces.leave(by, piece, "evidence.explained", before, Map.of("mismatchReason", text));
            owners.of(piece.recordKind()).changed(piece.recordId());
            ledger.explained(piece, text, by.id(), now);
        }
        return pieces.find(id).orElseThrow();
    }
}
