package dev.baton.evidence;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds a piece for somebody who may know of it; for everybody else there is none. */
@Component
class FindingPiece {

    private final Pieces pieces;
    private final EvidenceOwners owners;
    private final EvidenceTurns turns;

    FindingPiece(Pieces pieces, EvidenceOwners owners, EvidenceTurns turns) {
        this.pieces = pieces;
        this.owners = owners;
        this.turns = turns;
    }

    Piece toSee(UUID id, Caller caller) {
        mustSee(pieces.recordOf(id).orElseThrow(FindingPiece::notFound), caller);
        return pieces.findById(id).orElseThrow(FindingPiece::notFound);
    }

    /** As it is now that it is this caller's turn, until the transaction ends. */
    Piece toChange(UUID id, Caller caller) {
        var about = pieces.recordOf(id).orElseThrow(FindingPiece::notFound);
        mustSee(about, caller);
        owners.of(about.getRecordKind()).mustChange(caller, about.getRecordId());
        turns.record(about.getRecordKind(), about.getRecordId());
        return pieces.findById(id).orElseThrow(FindingPiece::notFound);
    }

    private void mustSee(Pieces.About about, Caller caller) {
        try {
            owners.of(about.getRecordKind()).mustSee(caller, about.getRecordId());
        } catch (Refusal refusal) {
            // Not even the kind of record is told to somebody outside.
            throw refusal.kind() == Refusal.Kind.NOT_FOUND ? notFound() : refusal;
        }
    }

    /** What a person wrote, in one line for lists; a database takes no control characters. */
    static String sentence(String written) {
        var text = written.replaceAll("[\\p{Cc}\\s]+", " ").strip();
        if (text.isEmpty()) {
            throw Refusal.invalid("missing-field", "reason", Map.of("field", "reason"));
        }
        return text;
    }

    private static Refusal notFound() {
        return Refusal.notFound("evidence-not-found");
    }
}
