package dev.baton.notification.web;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeliveriesController {

    private final DeliveryQueries trace;

    private final Staff staff;

    DeliveriesController(DeliveryQueries trace, Staff staff) {
        this.trace = trace;
        this.staff = staff;
    }

    /** A supervisor sees those to people of the own region. */
    @GetMapping("/api/deliveries")
    List<DeliveryQueries.Trace> deliveries(@RequestParam UUID leadId, Caller caller) {
        if (!caller.seesEverything() && !caller.has(Role.SUPERVISOR)) {
            throw Refusal.forbidden("not-allowed");
        }
        return trace.of(leadId).stream()
                .filter(one -> mayBeSeen(new PersonId(one.to().id()), caller))
                .toList();
    }

    private boolean mayBeSeen(PersonId to, Caller caller) {
        return caller.seesEverything()
                || caller.id().equals(to)
                || staff.find(to).map(Person::region).filter(caller::supervises).isPresent();
    }
}
