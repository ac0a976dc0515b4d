package dev.baton.audit;

import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of leads is not handed out (AC-06); who asked for it stays known. */
@Component
public class RefusingExport {

    private static final int LONGEST = 500;

    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    RefusingExport(AuditTrail trail, ApplicationEventPublisher events) {
        this.trail = trail;
        this.events = events;
    }

    /** @param wanted the conditions of the list that was asked for */
    @Transactional
    public void leads(Caller caller, @Nullable String wanted) {
        trail.record(AuditTrail.Entry.by(
                caller, "lead", null, "lead.export-refused", Map.of(), asked(wanted), caller.region(), null));
        events.publishEvent(SecurityEvent.by(caller.id().value(), Kind.EXPORT_REFUSED, Map.of("what", "leads")));
    }

    private static Map<String, String> asked(@Nullable String wanted) {
        return wanted == null ? Map.of() : Map.of("query", wanted.substring(0, Math.min(wanted.length(), LONGEST)));
    }
}
