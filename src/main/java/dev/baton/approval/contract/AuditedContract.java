package dev.baton.approval.contract;

import dev.baton.approval.file.RecordDoor;
import dev.baton.audit.AuditTrail;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes what was said in a contract into the audit trail, before and after. */
@Component
class AuditedContract {

    private final RecordDoor door;
    private final AuditTrail audit;
    private final Staff staff;

    AuditedContract(RecordDoor door, AuditTrail audit, Staff staff) {
        this.door = door;
        this.audit = audit;
        this.staff = staff;
    }

    @EventListener
    void on(Contract.Written event) {
        var contract = event.contract();
        var belonging = door.belonging(contract.dealId());
        audit.record(new AuditTrail.Entry(
                "contract",
                contract.id(),
                event.isNew() ? "contract.added" : "contract.changed",
                contract.changedBy(),
                staff.find(contract.changedBy()).map(Person::name).orElse("?"),
                event.before(),
                contract.fields(),
                belonging.region(),
                belonging.owner()));
    }
}
