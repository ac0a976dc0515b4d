package dev.baton.evidence;

import dev.baton.evidence.inspection.Reading;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredEvidence implements Evidence {

    private final Pieces pieces;
    private final Contents contents;
    private final EvidenceOwners owners;
    private final ChainedLedger ledger;
    private final Clock clock;

    StoredEvidence(Pieces pieces, Contents contents, EvidenceOwners owners, ChainedLedger ledger, Clock clock) {
        this.pieces = pieces;
        this.contents = contents;
        this.owners = owners;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public List<Piece> of(String recordKind, UUID recordId) {
        return pieces.of(recordKind, recordId).stream().map(Details::piece).toList();
    }

    @Override
    public boolean intact(Piece piece) {
        return !piece.deleted() && contents.state(piece.sha256()) == Contents.State.AS_IT_WAS;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void compareAgain(String recordKind, UUID recordId, PersonId by) {
        var owner = owners.of(recordKind);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var details : pieces.of(recordKind, recordId)) {
            var piece = details.piece();
            // A file whose text nobody could read says nothing, now as before.
            if (!piece.deleted() && piece.reading() == Reading.READ) {
                var mismatch = Comparison.of(details.found(), owner.expectation(recordId, piece.stage(), piece.kind()))
                        .orElse(null);
                if (!Objects.equals(mismatch, piece.mismatch())) {
                    pieces.differs(piece.id(), mismatch);
                    ledger.compared(piece, mismatch, by, now);
                }
            }
        }
    }
}
