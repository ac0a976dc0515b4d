package dev.baton.evidence;

import dev.baton.evidence.TakingInFile.Taken;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes a file down as a piece once its content is kept: row, trail, ledger and whoever listens, or nothing of it. */
@Component
class WritingDownPiece {

    private final EvidenceOwners owners;
    private final EvidenceProperties properties;
    private final Contents contents;
    private final Pieces pieces;
    private final ChainedLedger ledger;
    private final Traces traces;
    private final EvidenceTurns turns;
    private final ApplicationEventPublisher events;

    WritingDownPiece(
            EvidenceOwners owners,
            EvidenceProperties properties,
            Contents contents,
            Pieces pieces,
            ChainedLedger ledger,
            Traces traces,
            EvidenceTurns turns,
            ApplicationEventPublisher events) {
        this.owners = owners;
        this.properties = properties;
        this.contents = contents;
        this.pieces = pieces;
        this.ledger = ledger;
        this.traces = traces;
        this.turns = turns;
        this.events = events;
    }

    @Transactional
    public Taken writeDown(Piece piece, Caller by) {
        turns.keepContents();
        turns.record(piece.recordKind(), piece.recordId());
        var there = pieces.withContent(piece.recordKind(), piece.recordId(), piece.sha256());
        var same = there.stream()
                .filter(one -> one.stage().equals(piece.stage()) && one.kind().equals(piece.kind()))
                .findFirst();
        if (same.isPresent()) {
            // Its content may have been damaged, and is whole again.
            changed(piece);
            return new Taken(same.get(), false);
        }
        there.forEach(one -> mayServeToo(piece, one));
        mustFit(piece.recordKind(), piece.recordId(), piece.size());
        if (!contents.has(piece.sha256())) {
            // Swept up in the moment before we held the contents: the next try will keep it anew.
            throw Contents.unavailable();
        }
        pieces.save(piece);
        traces.leave(by, piece, "evidence.added", Map.of(), Traces.fields(piece));
        changed(piece);
        ledger.added(piece);
        return new Taken(piece, true);
    }

    private void changed(Piece piece) {
        events.publishEvent(new EvidenceChanged(piece.recordKind(), piece.recordId()));
    }

    /** One file proves one kind of thing, unless the tables of its record say that it may prove both (SG-04). */
    private void mayServeToo(Piece piece, Piece there) {
        var owner = owners.of(piece.recordKind());
        if (!there.kind().equals(piece.kind())
                && !owner.mayServeBoth(piece.recordId(), piece.stage(), piece.kind(), there.stage(), there.kind())) {
            throw Refusal.conflict(
                    "evidence-serves-another",
                    Map.of(
                            "value",
                            piece.fileName(),
                            "other",
                            there.fileName(),
                            "kind",
                            owner.kindName(there.recordId(), there.stage(), there.kind())));
        }
    }

    /** Refuses what is too much for one record. */
    void mustFit(String recordKind, UUID recordId, long size) {
        var weight = pieces.weight(recordKind, recordId);
        if (weight.getPieces() >= properties.maxPieces()) {
            throw Refusal.conflict("evidence-too-many", Map.of("max", properties.maxPieces()));
        }
        if (weight.getBytes() + size > properties.maxTotal().toBytes()) {
            throw Refusal.conflict(
                    "evidence-total-too-large",
                    Map.of("max", TakingInFile.megabytes(properties.maxTotal().toMegabytes())));
        }
    }
}
