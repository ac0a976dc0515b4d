package dev.baton.audit;

import dev.baton.staff.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of leads is not handed out (AC-06); who asked for it stays known. */
@Component
public class RefusingExport {

    private static final int LONGEST = 500;

    private final AuditTrail trail;

    RefusingExport(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param wanted the conditions of the list that was asked for */
    @Transactional
    public void leads(Caller caller, @Nullable String wanted) {
        trail.record(AuditTrail.Entry.by(
                caller, "lead", null, "lead.export-refused", Map.of(), asked(wanted), caller.region(), null));
    }

    private static Map<String, String> asked(@Nullable String wanted) {
        return wanted == null ? Map.of() : Map.of("query", wanted.substring(0, Math.min(wanted.length(), LONGEST)));
    }
}
