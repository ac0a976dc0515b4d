package dev.baton.customer;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps in the trail who made one of several customers, and who took them apart again. */
@Component
class MergeTrail {

    private final AuditTrail audit;
    private final Customers customers;
    private final Staff staff;

    MergeTrail(AuditTrail audit, Customers customers, Staff staff) {
        this.audit = audit;
        this.customers = customers;
        this.staff = staff;
    }

    @EventListener
    void on(MergeEvent event) {
        var merge = event.merge();
        switch (event) {
            case MergeEvent.Merged it ->
                record(
                        it.survivor(),
                        "customer.merged",
                        merge.by(),
                        Map.of("name", customers.namesOf(merge.losers())),
                        Map.of("name", it.survivor().name()));
            case MergeEvent.Undone it ->
                record(
                        it.survivor(),
                        "customer.unmerged",
                        Objects.requireNonNull(merge.undoneBy(), "somebody undid it"),
                        Map.of("name", it.survivor().name()),
                        Map.of("name", customers.namesOf(merge.losers())));
        }
    }

    private void record(
            Customer survivor, String action, PersonId by, Map<String, String> before, Map<String, String> after) {
        audit.record(new AuditTrail.Entry(
                "customer",
                survivor.getId(),
                action,
                by,
                staff.find(by).map(Person::name).orElse(""),
                before,
                after,
                survivor.region(),
                null));
    }
}
