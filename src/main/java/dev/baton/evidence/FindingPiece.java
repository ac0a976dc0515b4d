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

    FindingPiece(Pieces pieces, EvidenceOwners owners) {
        this.pieces = pieces;
        this.owners = owners;
    }

    Details toSee(UUID id, Caller caller) {
        var details = pieces.find(id).orElseThrow(FindingPiece::notFound);
        try {
            owners.of(details.piece().recordKind())
                    .mustSee(caller, details.piece().recordId());
        } catch (Refusal refusal) {
            // Not even the kind of record is told to somebody outside.
            throw refusal.kind() == Refusal.Kind.NOT_FOUND ? notFound() : refusal;
        }
        return details;
    }

    /** Held until the transaction ends, and not deleted. */
    Details toChange(UUID id, Caller caller) {
        var piece = toSee(id, caller).piece();
        owners.of(piece.recordKind()).mustChange(caller, piece.recordId());
        pieces.lock(piece.recordKind(), piece.recordId());
        var now = pieces.find(id).orElseThrow(FindingPiece::notFound);
        if (now.piece().deleted()) {
            throw Refusal.conflict("evidence-deleted", Map.of("value", piece.fileName()));
        }
        return now;
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
