package dev.baton.evidence;

import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a piece away from its record, with a reason. Its row stays, marked; a gate that relied on it shows as broken,
 * now and in every later verification.
 */
@Component
public class DeletingPiece {

    private final FindingPiece finding;
    private final ChainedLedger ledger;
    private final Traces traces;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeletingPiece(
            FindingPiece finding, ChainedLedger ledger, Traces traces, ApplicationEventPublisher events, Clock clock) {
        this.finding = finding;
        this.ledger = ledger;
        this.traces = traces;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void delete(UUID id, String reason, Caller by) {
        var piece = finding.toChange(id, by);
        var text = FindingPiece.sentence(reason);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        piece.delete(text, by.id(), now);
        traces.leave(by, piece, "evidence.deleted", Traces.fields(piece), told(piece, text));
        events.publishEvent(new EvidenceChanged(piece.recordKind(), piece.recordId()));
        ledger.deleted(piece, text, by.id(), now);
    }

    /** Why, and which gates had relied on it. */
    private Map<String, Object> told(Piece piece, String reason) {
        var gates = ledger.acceptances(piece.recordKind(), piece.recordId()).stream()
                .map(Ledger.Entry::acceptance)
                .filter(acceptance -> acceptance.pieces().contains(piece.id()))
                .map(Acceptance::gate)
                .distinct()
                .toList();
        return gates.isEmpty() ? Map.of("reason", reason) : Map.of("reason", reason, "reliedOnBy", gates);
    }
}
