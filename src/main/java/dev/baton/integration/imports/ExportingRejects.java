package dev.baton.integration.imports;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rejected rows hold names and numbers: who takes them out of the house is known before they are handed out (AC-04). */
@Component
class ExportingRejects {

    private final AuditTrail trail;

    ExportingRejects(AuditTrail trail) {
        this.trail = trail;
    }

    @Transactional
    void to(Caller caller, Imports.Progress progress) {
        trail.record(AuditTrail.Entry.by(
                caller,
                "import",
                progress.id(),
                "import.rejects-downloaded",
                Map.of(),
                Map.of("fileName", progress.fileName(), "rows", progress.rejected()),
                caller.region(),
                new PersonId(progress.uploadedBy())));
    }
}
