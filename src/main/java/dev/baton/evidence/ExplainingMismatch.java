package dev.baton.evidence;

import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives the reason why a file is right although it says something else than its record (SG-04). */
@Component
public class ExplainingMismatch {

    private final FindingPiece finding;
    private final ChainedLedger ledger;
    private final Traces traces;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExplainingMismatch(
            FindingPiece finding, ChainedLedger ledger, Traces traces, ApplicationEventPublisher events, Clock clock) {
        this.finding = finding;
        this.ledger = ledger;
        this.traces = traces;
        this.events = events;
        this.clock = clock;
    }

    /** The same reason again changes nothing; another one replaces the first, and both stay in the ledger. */
    @Transactional
    public void explain(UUID id, String reason, Caller by) {
        var piece = finding.toChange(id, by);
        var before = new HashMap<String, Object>();
        before.put("mismatchReason", piece.mismatchReason());
        var text = FindingPiece.sentence(reason);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (piece.explain(text, by.id(), now)) {
            traces.leave(by, piece, "evidence.explained", before, Map.of("mismatchReason", text));
            events.publishEvent(new EvidenceChanged(piece.recordKind(), piece.recordId()));
            ledger.explained(piece, text, by.id(), now);
        }
    }
}
