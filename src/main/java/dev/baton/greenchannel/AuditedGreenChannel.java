package dev.baton.greenchannel;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes what happened to exceptions and their debts into the audit trail (AC-04). */
@Component
class AuditedGreenChannel {

    static final String KIND = "green-channel";

    private final GreenChannelRecords records;
    private final AuditTrail audit;
    private final Staff staff;

    AuditedGreenChannel(GreenChannelRecords records, AuditTrail audit, Staff staff) {
        this.records = records;
        this.audit = audit;
        this.staff = staff;
    }

    @EventListener
    void on(GreenChannelEvent event) {
        switch (event) {
            case GreenChannelEvent.Asked(var it) -> record(it, "asked", it.by(), Map.of(), shown(it));
            case GreenChannelEvent.PutBefore ignored -> {
                // Asking somebody is no decision: who was asked, and until when, stands in the request.
            }
            case GreenChannelEvent.Decided(var it, var by) ->
                record(
                        it,
                        it.state().name().toLowerCase(Locale.ROOT),
                        by,
                        shown(it),
                        it.decisionReason() == null ? Map.of() : Map.of("decisionReason", it.decisionReason()));
            case GreenChannelEvent.Lapsed(var it) -> record(it, "unanswered", null, Map.of(), shown(it));
            case GreenChannelEvent.Used(var it) -> record(it, "used", null, Map.of(), shown(it));
            case GreenChannelEvent.Voided(var it, var by) ->
                record(
                        it,
                        "voided",
                        by,
                        Map.of("amount", it.currency() + " " + String.valueOf(it.amount())),
                        shown(it));
            case GreenChannelEvent.StartedAgain(var it, var by) -> record(it, "started-again", by, Map.of(), Map.of());
            case GreenChannelEvent.DebtEscalated(var debt) ->
                record(
                        records.get(debt.id()),
                        "debt-escalated",
                        null,
                        Map.of("dueAt", debt.dueAt().toString()),
                        Map.of());
            case GreenChannelEvent.DebtPaid(var debt, var before, var by, var explanation) ->
                record(
                        records.get(debt.id()),
                        "explained",
                        by,
                        Map.of("state", before.name()),
                        Map.of("state", debt.state().name(), "explanation", explanation));
        }
    }

    private static Map<String, Object> shown(GreenChannel it) {
        return Map.of("purpose", it.purpose().name(), "steps", it.skipped(), "reason", it.reason());
    }

    /** @param by absent where the process acted */
    private void record(
            GreenChannel it, String what, @Nullable PersonId by, Map<String, ?> before, Map<String, ?> after) {
        audit.record(new AuditTrail.Entry(
                KIND,
                it.id(),
                "green-channel." + what,
                by,
                by == null ? "process" : staff.find(by).map(Person::name).orElse("?"),
                before,
                after,
                it.region(),
                it.owner()));
    }
}
