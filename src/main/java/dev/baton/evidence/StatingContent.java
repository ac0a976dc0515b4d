package dev.baton.evidence;

import dev.baton.evidence.Found.Sum;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says what a picture or a scan says, where no machine could read it (SG-04): it is compared with its record by what the
 * person has read, and a difference wants a reason like any other.
 */
@Component
public class StatingContent {

    private final FindingPiece finding;
    private final EvidenceOwners owners;
    private final ChainedLedger ledger;
    private final Traces traces;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StatingContent(
            FindingPiece finding,
            EvidenceOwners owners,
            ChainedLedger ledger,
            Traces traces,
            ApplicationEventPublisher events,
            Clock clock) {
        this.finding = finding;
        this.owners = owners;
        this.ledger = ledger;
        this.traces = traces;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param amount the whole sum that the file names; needed where its kind is compared by it, with its currency
     * @param date needed where its kind is compared by it
     */
    @Transactional
    public void state(UUID id, @Nullable Money amount, @Nullable LocalDate date, Caller by) {
        var piece = finding.toChange(id, by);
        var expectation = owners.of(piece.recordKind()).expectation(piece.recordId(), piece.stage(), piece.kind());
        mustAnswer(piece, expectation, amount, date);
        var before = fields(piece.stated());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var says = new Found(
                amount == null
                        ? List.of()
                        : List.of(new Sum(amount.amount(), amount.currency().getCurrencyCode(), false, true)),
                date == null ? List.of() : List.of(date));
        piece.state(says, by.id(), now);
        piece.differsIn(Comparison.of(piece, expectation).orElse(null));
        traces.leave(by, piece, "evidence.stated", before, fields(says));
        events.publishEvent(new EvidenceChanged(piece.recordKind(), piece.recordId()));
        ledger.stated(piece, by.id(), now);
    }

    private static void mustAnswer(
            Piece piece, Expectation expectation, @Nullable Money amount, @Nullable LocalDate date) {
        if (expectation.amount() == null && expectation.dates().isEmpty()) {
            throw Refusal.conflict("evidence-not-compared", Map.of("value", piece.fileName()));
        }
        if (expectation.amount() != null && amount == null) {
            throw Refusal.invalid("missing-field", "amount", Map.of("field", "amount"));
        }
        if (!expectation.dates().isEmpty() && date == null) {
            throw Refusal.invalid("missing-field", "date", Map.of("field", "date"));
        }
    }

    private static Map<String, Object> fields(@Nullable Found says) {
        var fields = new HashMap<String, Object>();
        if (says != null && !says.amounts().isEmpty()) {
            fields.put("amount", says.amounts().getFirst().toString());
        }
        if (says != null && !says.dates().isEmpty()) {
            fields.put("date", says.dates().getFirst());
        }
        return fields;
    }
}
