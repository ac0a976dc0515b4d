package dev.baton.integration.imports;

import dev.baton.audit.AuditTrail;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Caller;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rejected rows hold names and numbers: who takes them out of the house is known before they are handed out (AC-04). */
@Component
class ExportingRejects {

    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    ExportingRejects(AuditTrail trail, ApplicationEventPublisher events) {
        this.trail = trail;
        this.events = events;
    }

    @Transactional
    void to(Caller caller, Import file) {
        trail.record(AuditTrail.Entry.by(
                caller,
                "import",
                file.getId(),
                "import.rejects-downloaded",
                Map.of(),
                Map.of("fileName", file.fileName(), "rows", file.rejected(), "repeats", file.duplicates()),
                caller.region(),
                file.uploadedBy()));
        events.publishEvent(SecurityEvent.by(
                caller.id().value(),
                SecurityEvent.Kind.EXPORTED,
                file.getId(),
                Map.of("what", "import-rejects", "rows", file.rejected())));
    }
}
