package dev.baton.evidence;

import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
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
        return pieces.of(recordKind, recordId);
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
        for (var piece : pieces.of(recordKind, recordId)) {
            if (piece.deleted()) {
                continue;
            }
            var expectation = owner.expectation(recordId, piece.stage(), piece.kind());
            if (piece.differsIn(Comparison.of(piece, expectation).orElse(null))) {
                ledger.compared(piece, by, now);
            }
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void decline(String recordKind, UUID recordId, String stage, Set<String> kinds, String said) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var piece : pieces.of(recordKind, recordId)) {
            if (!piece.deleted() && piece.stage().equals(stage) && kinds.contains(piece.kind())) {
                piece.decline(said);
                ledger.compared(piece, null, now);
            }
        }
    }
}
