package dev.baton.approval.file;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what happened to an approval into the audit trail (AC-04, SW-08). */
@Component
public class AuditedApproval {

    static final String KIND = "approval";

    private final AuditTrail audit;
    private final Staff staff;

    AuditedApproval(AuditTrail audit, Staff staff) {
        this.audit = audit;
        this.staff = staff;
    }

    /** @param by absent where the process acted */
    public void record(
            Approval approval, String action, @Nullable PersonId by, Map<String, ?> before, Map<String, ?> after) {
        audit.record(new AuditTrail.Entry(
                KIND,
                approval.id(),
                action,
                by,
                by == null ? "process" : staff.find(by).map(Person::name).orElse("?"),
                before,
                after,
                approval.region(),
                approval.owner()));
    }
}
