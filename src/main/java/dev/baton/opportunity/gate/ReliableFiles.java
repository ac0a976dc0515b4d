package dev.baton.opportunity.gate;

import dev.baton.evidence.Evidence;
import dev.baton.evidence.Piece;
import dev.baton.opportunity.deal.Deal;
import dev.baton.shared.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Says which files may be relied on, and asks their storage, which may be far away, once for each. */
@Component
class ReliableFiles {

    private final Evidence evidence;

    ReliableFiles(Evidence evidence) {
        this.evidence = evidence;
    }

    List<Piece> of(Deal deal) {
        return evidence.of(Gate.RECORD_KIND, deal.getId());
    }

    /** A file is asked about in several places of one look; its storage, which may be far away, is asked once. */
    static Predicate<Piece> once(Predicate<Piece> asked) {
        var known = new HashMap<UUID, Boolean>();
        return piece -> known.computeIfAbsent(piece.id(), id -> asked.test(piece));
    }

    /** Refuses for now where the files cannot be looked at. */
    boolean reliable(Piece piece) {
        return !piece.deleted() && !piece.unexplained() && evidence.intact(piece);
    }

    /** While the files cannot be looked at, they count as what they were. */
    boolean seemsReliable(Piece piece) {
        try {
            return reliable(piece);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.UNAVAILABLE) {
                throw refused;
            }
            return true;
        }
    }
}
